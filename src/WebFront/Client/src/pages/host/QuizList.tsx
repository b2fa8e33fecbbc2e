import { useState } from 'react';
import type { QuizSummary } from '../../../sdk';
import { ConfirmButton } from '../../components/Confirm';
import { useTexts } from '../../texts';

interface Props {
  quizzes: readonly QuizSummary[] | null; chosen: string | null; playerId: string | undefined;
  onChoose: (quizId: string) => void; onDelete: (quiz: QuizSummary) => void;
}

export function QuizList({ quizzes, chosen, playerId, onChoose, onDelete }: Props) {
  const { say } = useTexts();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = quizzes?.filter((quiz) => `${quiz.title} ${quiz.category}`.toLowerCase().includes(wanted));
  return (
    <fieldset className="quizzes">
      <legend><h2>{say('chooseQuiz')}</h2></legend>
      <label className="field"><span className="hidden">{say('search')}</span><input type="search" placeholder={say('search')} value={search} onChange={(event) => setSearch(event.target.value)} /></label>
      {!shown && <p role="status" className="soft">{say('loading')}</p>}
      {shown?.length === 0 && <p className="soft">{say('noQuizzes')}</p>}
      <ul className="quiz-grid" data-testid="quiz-list">
        {shown?.map((quiz) => {
          const isMine = quiz.ownerId !== '' && quiz.ownerId === playerId;
          return (
            <li key={quiz.quizId} className="quiz" data-chosen={quiz.quizId === chosen || undefined}>
              <label>
                <input type="radio" name="quiz" checked={quiz.quizId === chosen} onChange={() => onChoose(quiz.quizId)} data-testid={`quiz-${quiz.quizId}`} />
                <span className="quiz-words">
                  <strong><bdi>{quiz.title}</bdi></strong>
                  <small>{say('questionsCount', { count: quiz.questions })} · {isMine ? say('mine') : say('builtIn')}{quiz.language && quiz.language !== 'en' ? ` · ${quiz.language}` : ''}</small>
                </span>
              </label>
              {isMine && <ConfirmButton ask={say('deleteAsk', { title: `⁨${quiz.title}⁩` })} className="button quiet small" label={`${say('delete')}: ${quiz.title}`} onConfirm={() => onDelete(quiz)}>{say('delete')}</ConfirmButton>}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
