import { useEffect } from 'react';
import { otherAnswer, useCountdown, type DuelSide, type Outcome, type Question, type Reveal, type Room } from '../../../sdk';
import { announce } from '../../app/announce';
import { AnswerText } from '../../components/AnswerText';
import { Check, choiceText } from '../../components/Distribution';
import { letterOf, Shape } from '../../components/Shape';
import { useTexts, type TextKey } from '../../texts';
import { sentences } from '../../texts/sentences';

const outcomeTexts: Partial<Record<Outcome, TextKey>> = { right: 'o_right', wrong: 'o_wrong', none: 'o_none' };

/** The right answer, and what either made of it. */
export function DuelReveal({ room, reveal, me, other }: { room: Room; reveal: Reveal; me: DuelSide; other: DuelSide | null }) {
  const { say, language } = useTexts();
  const { question, you } = room.snapshot;
  const result = you?.result;
  const seconds = useCountdown(room.deadline);
  const mine: Outcome = result?.correct ? 'right' : result?.answer ? 'wrong' : 'none';
  const theirs = other && otherAnswer(room, other.playerId);
  const title = say(mine === 'right' ? 'right' : mine === 'wrong' ? 'wrong' : 'noAnswerGiven');
  const points = new Intl.NumberFormat(language.code, { signDisplay: 'exceptZero' }).format(result?.points ?? 0);
  const theirText = theirs && outcomeTexts[theirs.outcome];

  useEffect(() => {
    announce(sentences(title, `${points} ${say('pointsWord')}`, other && theirText ? `${other.nickname}: ${say(theirText)}` : '', say('scoreIs', { name: say('you'), score: me.score }),
      other ? say('scoreIs', { name: other.nickname, score: other.score }) : ''), true);
    // Spoken once a reveal.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [reveal.index]);

  return (
    <section className="reveal">
      <div className="result duel-result" data-tone={mine === 'right' ? 'right' : 'wrong'}>
        <h1>{title}</h1>
        <p className="result-points" data-testid="result-points"><bdi>{points}</bdi><small>{say('pointsWord')}</small></p>
      </div>
      <ul className="outcomes" data-testid="outcomes">
        <OutcomeOf name={say('you')} outcome={mine} />
        {other && theirs && <OutcomeOf name={other.nickname} outcome={theirs.outcome} />}
      </ul>
      <div className="card stack">
        <p className="question-again" dir="auto">{question?.text}</p>
        {question && question.choices.length > 0 && reveal.correct?.choices
          ? <Choices question={question} correct={reveal.correct.choices} mine={result?.answer?.choices ?? []} theirs={theirs?.choices ?? []} name={other?.nickname ?? ''} />
          : reveal.correct && <div><h2 className="small-heading">{say('correctAnswer')}</h2><AnswerText question={question} answer={reveal.correct} /></div>}
        {result?.answer && !result.answer.choices && mine !== 'right' && <div><h2 className="small-heading">{say('yourAnswer')}</h2><AnswerText question={question} answer={result.answer} /></div>}
        {reveal.explanation && <div className="why"><h2 className="small-heading">{say('why')}</h2><p dir="auto">{reveal.explanation}</p></div>}
      </div>
      <p className="soft centered">{seconds !== null ? say('nextIn', { seconds }) : say('nextSoon')}</p>
    </section>
  );
}

function OutcomeOf({ name, outcome }: { name: string; outcome: Outcome }) {
  const { say } = useTexts();
  const text = outcomeTexts[outcome];
  return (
    <li data-outcome={outcome}>
      <bdi>{name}</bdi>
      {text && <span className="outcome"><Mark outcome={outcome} />{say(text)}</span>}
    </li>
  );
}

const Mark = ({ outcome }: { outcome: Outcome }) => (outcome === 'right' ? <Check />
  : <svg className="check" viewBox="0 0 24 24" aria-hidden="true"><path d={outcome === 'wrong' ? 'm6 6 12 12M18 6 6 18' : 'M6 12h12'} fill="none" stroke="currentColor" strokeWidth="4" strokeLinecap="round" /></svg>);

function Choices({ question, correct, mine, theirs, name }: { question: Question; correct: readonly number[]; mine: readonly number[]; theirs: readonly number[]; name: string }) {
  const { say } = useTexts();
  return (
    <ul className="duel-choices">
      {question.choices.map(({ id }) => (
        <li key={id} data-right={correct.includes(id) || undefined}>
          <span className={`bar-key choice-${id}`}><Shape id={id} /><b>{letterOf(id)}</b></span>
          <bdi className="duel-choice-text">{choiceText(question, id, say('yes'), say('no'))}</bdi>
          <span className="duel-choice-tags">
            {correct.includes(id) && <span className="duel-choice-right"><Check /><span className="hidden">{say('correctWord')}</span></span>}
            {mine.includes(id) && <span className="tag">{say('you')}</span>}
            {theirs.includes(id) && <span className="tag"><bdi>{name}</bdi></span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
