import { useEffect, useEffectEvent, useState } from 'react';
import type { Question } from '../../../sdk';
import { Check, choiceText } from '../../components/Distribution';
import { letterOf, Shape } from '../../components/Shape';
import { useTexts } from '../../texts';

interface Props { question: Question; given: readonly number[] | null; open: boolean; onAnswer: (choices: number[]) => void }

/** Big tiles: shape, letter and colour say the same thing three ways. Keys 1–8 and A–H choose, Enter submits several. */
export function ChoiceTiles({ question, given, open, onAnswer }: Props) {
  const { say } = useTexts();
  const several = question.kind === 'multiple';
  const [marked, setMarked] = useState<readonly number[]>(given ?? []);
  const chosen = several && open ? marked : given ?? [];

  const pick = (id: number) => {
    if (!open) return;
    if (several) setMarked((before) => (before.includes(id) ? before.filter((other) => other !== id) : [...before, id]));
    else onAnswer([id]);
  };
  const submit = () => { if (open && several && marked.length > 0) onAnswer([...marked].sort((a, b) => a - b)); };

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = event.target as HTMLElement;
    if (target.closest('input, textarea, select, dialog')) return;
    if (event.key === 'Enter' && !target.closest('button, a')) return submit();
    const position = /^[1-8]$/.test(event.key) ? Number(event.key) - 1 : /^[a-h]$/i.test(event.key) ? event.key.toLowerCase().charCodeAt(0) - 97 : -1;
    const choice = question.choices[position];
    if (choice) pick(choice.id);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);

  return (
    <>
      <div className="tiles" data-count={question.choices.length} role="group" aria-label={say('typeAnswer')}>
        {question.choices.map(({ id }) => {
          const isChosen = chosen.includes(id);
          return (
            <button key={id} type="button" className={`tile choice-${id}`} aria-pressed={isChosen} aria-disabled={!open} data-dim={(!open && !isChosen) || undefined}
              onClick={() => pick(id)} data-testid={`choice-${id}`}>
              <span className="tile-key"><Shape id={id} /><b>{letterOf(id)}</b></span>
              <span className="tile-text"><bdi>{choiceText(question, id, say('yes'), say('no'))}</bdi></span>
              <span className="tile-mark" aria-hidden="true">{isChosen && <Check />}</span>
            </button>
          );
        })}
      </div>
      {several && <button type="button" className="button primary big" disabled={!open || marked.length === 0} onClick={submit} data-testid="submit-answer">{say('submit')}</button>}
    </>
  );
}
