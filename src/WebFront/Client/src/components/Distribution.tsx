import type { Question, Reveal } from '../../sdk';
import { useTexts } from '../texts';
import { letterOf, Shape } from './Shape';

/** How everybody answered, as bars; right choices carry a check mark besides their colour. */
export function Distribution({ question, reveal, own }: { question: Question | null | undefined; reveal: Reveal; own?: readonly number[] }) {
  const { say, language } = useTexts();
  const numbers = new Intl.NumberFormat(language.code);
  const most = Math.max(1, ...reveal.distribution.map(({ count }) => count));
  const right = reveal.correct?.choices ?? [];
  if (reveal.distribution.length === 0) return null;
  return (
    <ul className="bars" aria-label={say('distribution')}>
      {reveal.distribution.map(({ id, text, count }, position) => {
        const isRight = id != null ? right.includes(id) : false;
        return (
          <li key={id ?? text ?? position} className="bar" data-right={isRight || undefined} data-dim={(id != null && right.length > 0 && !isRight) || undefined}>
            <span className="bar-label">
              {id != null && <span className={`bar-key choice-${id}`}><Shape id={id} /><b>{letterOf(id)}</b></span>}
              <bdi>{id != null ? choiceText(question, id, say('yes'), say('no')) : text}</bdi>
              {isRight && <span className="tag" data-tone="good"><Check />{say('correctWord')}</span>}
              {id != null && own?.includes(id) && <span className="tag">{say('yours')}</span>}
            </span>
            <span className="bar-track"><span className={id != null ? `bar-fill choice-${id}` : 'bar-fill'} style={{ inlineSize: `${(count / most) * 100}%` }} /></span>
            <span className="bar-count">{numbers.format(count)}</span>
          </li>
        );
      })}
    </ul>
  );
}

export const Check = () => <svg className="check" viewBox="0 0 24 24" aria-hidden="true"><path d="m4 13 5 5L20 6" fill="none" stroke="currentColor" strokeWidth="4" strokeLinecap="round" strokeLinejoin="round" /></svg>;

export function choiceText(question: Question | null | undefined, id: number, yes: string, no: string): string {
  const text = question?.choices.find((choice) => choice.id === id)?.text;
  if (question?.kind === 'trueFalse' && (!text || /^(true|false)$/i.test(text))) return id === 0 ? yes : no;
  return text ?? letterOf(id);
}
