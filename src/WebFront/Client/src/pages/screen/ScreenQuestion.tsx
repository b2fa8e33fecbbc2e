import type { Question, Reveal, Room, RoomSnapshot } from '../../../sdk';
import { AnswerText } from '../../components/AnswerText';
import { AnsweredCount } from '../../components/AnsweredCount';
import { choiceText, Distribution } from '../../components/Distribution';
import { QuestionHead } from '../../components/QuestionHead';
import { letterOf, Shape } from '../../components/Shape';
import { StandingsTable, TeamsTable } from '../../components/Standings';
import { useTexts } from '../../texts';

export function ScreenQuestion({ room: { snapshot, deadline }, question }: { room: Room; question: Question }) {
  const { say } = useTexts();
  return (
    <section className="screen-question">
      <QuestionHead question={question} deadline={deadline} />
      <ul className="tiles" data-count={question.choices.length} data-plain={question.kind === 'order' || undefined}>
        {question.choices.map(({ id }) => (
          <li key={id} className={question.kind === 'order' ? 'tile' : `tile choice-${id}`}>
            {question.kind !== 'order' && <span className="tile-key"><Shape id={id} /><b>{letterOf(id)}</b></span>}
            <span className="tile-text"><bdi>{choiceText(question, id, say('yes'), say('no'))}</bdi></span>
          </li>
        ))}
      </ul>
      {question.kind !== 'slide' && <AnsweredCount answered={snapshot.answered} present={snapshot.present} />}
    </section>
  );
}

export function ScreenReveal({ room, reveal }: { room: RoomSnapshot; reveal: Reveal }) {
  const { say } = useTexts();
  const { question } = room;
  return (
    <section className="screen-reveal">
      <h1 dir="auto" data-testid="question-text">{question?.text}</h1>
      <div className="screen-tables">
        <div className="stack">
          {reveal.correct && !reveal.correct.choices && <div className="answer-key"><h2 className="small-heading">{say('correctAnswer')}</h2><AnswerText question={question} answer={reveal.correct} /></div>}
          <Distribution question={question} reveal={reveal} />
          {reveal.explanation && <p className="why" dir="auto">{reveal.explanation}</p>}
        </div>
        <div className="card stack">
          <TeamsTable teams={reveal.teams} />
          <StandingsTable rows={reveal.top.slice(0, 6)} caption={say('standings')} />
        </div>
      </div>
    </section>
  );
}
