import type { Answer, Question } from '../../sdk';
import { useTexts } from '../texts';
import { choiceText } from './Distribution';
import { letterOf, Shape } from './Shape';

/** An answer written out: the right one, the key, or a player's own. */
export function AnswerText({ question, answer }: { question: Question | null | undefined; answer: Answer }) {
  const { say, language } = useTexts();
  if (answer.choices) {
    return (
      <ul className="answer-text">
        {answer.choices.map((id) => (
          <li key={id}><span className={`bar-key choice-${id}`}><Shape id={id} /><b>{letterOf(id)}</b></span><bdi>{choiceText(question, id, say('yes'), say('no'))}</bdi></li>
        ))}
      </ul>
    );
  }
  if (answer.order) {
    return <ol className="answer-text answer-order">{answer.order.map((id) => <li key={id}><bdi>{choiceText(question, id, '', '')}</bdi></li>)}</ol>;
  }
  const text = answer.number != null ? new Intl.NumberFormat(language.code, { useGrouping: false, maximumFractionDigits: 6 }).format(answer.number) : answer.text ?? '';
  return <p className="answer-text"><strong><bdi>{text}{answer.number != null && question?.unit ? ` ${question.unit}` : ''}</bdi></strong></p>;
}
