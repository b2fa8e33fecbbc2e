import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Question } from '../../../sdk';
import { announce } from '../../app/announce';
import { useTexts } from '../../texts';

interface Props { question: Question; given: readonly number[] | null; open: boolean; onAnswer: (order: number[]) => void }

/** A list put in order by dragging its handles, by the arrow keys on a handle, or by the up and down buttons. */
export function OrderInput({ question, given, open, onAnswer }: Props) {
  const { say, language } = useTexts();
  const [order, setOrder] = useState<readonly number[]>(given ?? question.choices.map(({ id }) => id));
  const [dragged, setDragged] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const shown = open ? order : given ?? order;
  const textOf = (id: number) => question.choices.find((choice) => choice.id === id)?.text ?? '';

  const move = (id: number, to: number, speak = true) => {
    const from = order.indexOf(id);
    if (!open || to < 0 || to >= order.length || to === from) return;
    const next = order.filter((other) => other !== id);
    next.splice(to, 0, id);
    setOrder(next);
    if (speak) announce(say('movedTo', { item: textOf(id), n: to + 1 }));
  };

  // Listened to on the window: the row under the pointer moves in the document, and would lose a captured pointer.
  const drag = useEffectEvent((clientY: number) => {
    if (dragged === null || !list.current) return;
    const rows = [...list.current.children].filter((row) => row.getAttribute('data-id') !== String(dragged));
    const to = rows.filter((row) => { const box = row.getBoundingClientRect(); return clientY > box.top + box.height / 2; }).length;
    move(dragged, to, false);
  });
  useEffect(() => {
    if (dragged === null) return;
    const follow = (event: PointerEvent) => drag(event.clientY);
    const drop = () => setDragged(null);
    addEventListener('pointermove', follow);
    addEventListener('pointerup', drop);
    addEventListener('pointercancel', drop);
    return () => {
      removeEventListener('pointermove', follow);
      removeEventListener('pointerup', drop);
      removeEventListener('pointercancel', drop);
    };
  }, [dragged]);

  return (
    <>
      <ol className="order" ref={list}>
        {shown.map((id, position) => (
          <li key={id} data-id={id} data-dragged={dragged === id || undefined} data-testid={`order-${position}`}>
            <button type="button" className="order-handle" disabled={!open} aria-label={say('dragItem', { item: textOf(id) })}
              onPointerDown={(event) => { event.currentTarget.releasePointerCapture(event.pointerId); setDragged(id); }}
              onKeyDown={(event) => {
                const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
                if (step) { event.preventDefault(); move(id, position + step); }
              }}>
              <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 9h14M5 15h14" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" /></svg>
            </button>
            <b className="order-number">{new Intl.NumberFormat(language.code).format(position + 1)}</b>
            <span className="order-text"><bdi>{textOf(id)}</bdi></span>
            <button type="button" className="order-step" aria-label={say('moveUp', { item: textOf(id) })} disabled={!open || position === 0} onClick={() => move(id, position - 1)}><Arrow up /></button>
            <button type="button" className="order-step" aria-label={say('moveDown', { item: textOf(id) })} disabled={!open || position === shown.length - 1} onClick={() => move(id, position + 1)}><Arrow /></button>
          </li>
        ))}
      </ol>
      <button type="button" className="button primary big" disabled={!open} onClick={() => onAnswer([...order])} data-testid="submit-answer">{say('submit')}</button>
    </>
  );
}

const Arrow = ({ up = false }: { up?: boolean }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true"><path d={up ? 'm6 15 6-6 6 6' : 'm6 9 6 6 6-6'} fill="none" stroke="currentColor" strokeWidth="2.500" strokeLinecap="round" strokeLinejoin="round" /></svg>
);
