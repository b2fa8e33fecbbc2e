import { useEffect, useRef, type ReactNode } from 'react';
import { useCountdown, type Room } from '../../sdk';
import { announce } from '../app/announce';
import { useTexts } from '../texts';

/** The writing of a room's questions, and how long it may still take. */
export function WritingProgress({ room: { snapshot, deadline } }: { room: Room }) {
  const { say } = useTexts();
  const seconds = useCountdown(deadline);
  const { done = 0, of = 0, starts = false } = snapshot.generation ?? {};
  return (
    <WritingSlats done={done} of={of} words={seconds ? say('g_left', { seconds }) : say('g_soon')}>
      {starts && <p className="writing-starts">{say('g_starts')}</p>}
    </WritingSlats>
  );
}

/** A slat of the shutter for each question, which lights up when it is there. */
export function WritingSlats({ done, of, words, children }: { done: number; of: number; words: string; children?: ReactNode }) {
  const { say } = useTexts();
  const written = say('g_written', { done, of });

  // Said halfway only: each question would talk over all else. The end says whoever follows it.
  const told = useRef(false);
  useEffect(() => {
    if (told.current || of === 0 || done * 2 < of) return;
    told.current = true;
    announce(written);
  }, [done, of, written]);
  useEffect(() => announce(say('generating')), [say]);

  return (
    <div className="writing" data-testid="writing">
      <div className="writing-slats" role="progressbar" aria-label={say('generating')} aria-valuemin={0} aria-valuemax={of} aria-valuenow={done} aria-valuetext={written}>
        {Array.from({ length: of }, (_, n) => <i key={n} data-lit={n < done || undefined} data-next={n === done || undefined} />)}
      </div>
      <p className="writing-words"><span data-testid="writing-done">{written}</span><span>{words}</span></p>
      {children}
    </div>
  );
}
