import type { Room } from '../../../sdk';
import { AnswerText } from '../../components/AnswerText';
import { AnsweredCount } from '../../components/AnsweredCount';
import { Distribution } from '../../components/Distribution';
import { QuestionHead } from '../../components/QuestionHead';
import { letterOf, Shape } from '../../components/Shape';
import { StandingsTable, TeamsTable } from '../../components/Standings';
import { useTexts } from '../../texts';

export function HostQuestion({ room: { snapshot, deadline } }: { room: Room }) {
  const { say } = useTexts();
  const { question, reveal, host } = snapshot;
  if (!question) return <section className="card"><p className="waiting-text">{say('getReady')}</p></section>;
  const answerKey = reveal?.correct ?? host?.answerKey;
  return (
    <>
      <section className="card stack">
        <QuestionHead question={question} deadline={deadline} />
        {!reveal && (
          <ul className="host-choices">
            {question.choices.map(({ id, text }) => (
              <li key={id}><span className={`bar-key choice-${id}`}><Shape id={id} /><b>{letterOf(id)}</b></span><bdi>{text}</bdi></li>
            ))}
          </ul>
        )}
        {!reveal && <AnsweredCount answered={snapshot.answered} present={snapshot.present} />}
        {reveal && <Distribution question={question} reveal={reveal} />}
        {answerKey && (!reveal || !answerKey.choices) && <div className="answer-key" data-testid="answer-key"><h2 className="small-heading">{say('answerKey')}</h2><AnswerText question={question} answer={answerKey} /></div>}
        {reveal?.explanation && <p className="why" dir="auto">{reveal.explanation}</p>}
      </section>
      {reveal && (
        <section className="card stack">
          <TeamsTable teams={reveal.teams} />
          <StandingsTable rows={reveal.top} caption={say('standings')} />
        </section>
      )}
    </>
  );
}
