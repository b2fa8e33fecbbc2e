import { useEffect } from 'react';
import { useCountdown, type Reveal, type Room } from '../../../sdk';
import { announce } from '../../app/announce';
import { AnswerText } from '../../components/AnswerText';
import { Distribution } from '../../components/Distribution';
import { TeamsTable } from '../../components/Standings';
import { useTexts } from '../../texts';
import { sentences } from '../../texts/sentences';

export function RevealView({ room, reveal }: { room: Room; reveal: Reveal }) {
  const { say, language } = useTexts();
  const { question, you, playerCount } = room.snapshot;
  const result = you?.result;
  const seconds = useCountdown(room.deadline);
  const kind = question?.kind;
  const judged = kind !== 'poll' && kind !== 'slide' && reveal.correct != null;

  const title = kind === 'slide' ? say('slideOver')
    : kind === 'poll' ? (result?.answer ? say('voted') : say('noAnswerGiven'))
    : result?.correct ? say('right') : result?.answer ? say('wrong') : say('noAnswerGiven');
  const tone = !judged ? 'info' : result?.correct ? 'right' : 'wrong';
  const points = new Intl.NumberFormat(language.code, { signDisplay: 'exceptZero' }).format(result?.points ?? 0);

  useEffect(() => {
    announce(sentences(title, judged ? `${points} ${say('pointsWord')}` : '', result ? say('rankOf', { rank: result.rank, count: playerCount }) : ''), true);
    // Spoken once a reveal.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [reveal.index]);

  return (
    <section className="reveal">
      <div className="result" data-tone={tone}>
        <h1>{title}</h1>
        {judged && <p className="result-points" data-testid="result-points"><bdi>{points}</bdi><small>{say('pointsWord')}</small></p>}
        {result && (
          <p className="result-facts">
            {result.streak > 1 && <span data-testid="result-streak">{say('streak', { count: result.streak })}</span>}
            <span data-testid="result-rank">{say('rankOf', { rank: result.rank, count: playerCount })}</span>
          </p>
        )}
      </div>
      <div className="card stack">
        <p className="question-again" dir="auto">{question?.text}</p>
        {reveal.correct && (!reveal.correct.choices || reveal.distribution.length === 0) && (
          <div><h2 className="small-heading">{say('correctAnswer')}</h2><AnswerText question={question} answer={reveal.correct} /></div>
        )}
        {result?.answer && judged && !result.answer.choices && (
          <div><h2 className="small-heading">{say('yourAnswer')}</h2><AnswerText question={question} answer={result.answer} /></div>
        )}
        {reveal.distribution.some(({ id }) => id != null) && <Distribution question={question} reveal={reveal} own={result?.answer?.choices ?? []} />}
        {reveal.explanation && <div className="why"><h2 className="small-heading">{say('why')}</h2><p dir="auto">{reveal.explanation}</p></div>}
      </div>
      {reveal.teams.length > 0 && <div className="card"><TeamsTable teams={reveal.teams} own={you?.team} /></div>}
      <p className="soft centered">{seconds !== null ? say('nextIn', { seconds }) : say('nextSoon')}</p>
    </section>
  );
}
