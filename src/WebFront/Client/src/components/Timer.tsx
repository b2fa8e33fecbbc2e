import { useEffect, useRef } from 'react';
import { remainingMs, useCountdown, type Deadline } from '../../sdk';
import { useTexts } from '../texts';

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A ring that empties, with whole seconds inside. Screen readers may ask it; it never speaks by itself. */
export function Timer({ deadline }: { deadline: Deadline | null }) {
  const { say } = useTexts();
  const seconds = useCountdown(deadline);
  // Without motion the ring is drawn once a second; else by animation frames.
  const drawnAt = calm() ? seconds : 0;
  const ring = useRef<SVGCircleElement>(null);

  useEffect(() => {
    if (!deadline) return;
    let frame = 0;
    const draw = () => {
      const left = remainingMs(deadline, performance.now());
      ring.current?.setAttribute('stroke-dashoffset', String(100 - (left / deadline.ofMs) * 100));
      if (left > 0 && !calm()) frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [deadline, drawnAt]);

  if (seconds === null) return null;
  return (
    <div className="timer" data-urgent={seconds <= 5 || undefined} data-long={seconds > 99 || undefined} role="timer" aria-live="off" aria-label={say('secondsLeft', { seconds })} data-testid="timer">
      <svg viewBox="0 0 40 40" aria-hidden="true">
        <circle className="timer-track" cx="20" cy="20" r="17" />
        <circle className="timer-ring" ref={ring} cx="20" cy="20" r="17" pathLength="100" strokeDasharray="100" transform="rotate(-90 20 20)" />
      </svg>
      <span aria-hidden="true">{seconds}</span>
    </div>
  );
}
