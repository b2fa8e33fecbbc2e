import type { QuestionDraft } from '../../../sdk';
import { Check } from '../../components/Distribution';
import { letterOf, Shape } from '../../components/Shape';
import { useTexts } from '../../texts';

/** The answers of a question of any kind, with what is right marked by more than a colour. */
export function WrittenAnswer({ question }: { question: QuestionDraft }) {
  const { say, language } = useTexts();
  const { kind, answer, accepted, number, within, rule, unit, items } = question;
  const text = question.language;
  if (kind === 'order') return <><p className="hidden">{say('w_order')}</p><ol className="written-order" lang={text}>{items.map((item) => <li key={item}><bdi>{item}</bdi></li>)}</ol></>;
  if (kind === 'typed') return <p className="written-right"><Check /><span className="hidden">{say('w_answers')}: </span><bdi lang={text}>{accepted.join(' · ')}</bdi></p>;
  if (kind === 'number') {
    const numbers = new Intl.NumberFormat(language.code, { useGrouping: false, maximumFractionDigits: 6 });
    const [is, span] = [[numbers.format(number ?? 0), unit].filter(Boolean).join(' '), numbers.format(within)];
    return <p className="written-right"><Check /><span className="hidden">{say('w_answers')}: </span><bdi>{rule === 'within' && within > 0 ? say('w_within', { number: is, within: span }) : is}</bdi></p>;
  }
  const choices = kind === 'trueFalse' ? [{ text: say('yes'), correct: answer !== false }, { text: say('no'), correct: answer === false }] : question.choices;
  return (
    <ul className="written-choices">
      {choices.map((choice, id) => (
        <li key={id} data-right={choice.correct || undefined}>
          <span className={`bar-key choice-${id}`} aria-hidden="true"><Shape id={id} /><b>{letterOf(id)}</b></span>
          <bdi lang={kind === 'trueFalse' ? undefined : text}>{choice.text}</bdi>
          {choice.correct && <><Check /><span className="hidden">{say('correctWord')}</span></>}
        </li>
      ))}
    </ul>
  );
}
