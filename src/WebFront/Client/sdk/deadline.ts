import type { Question, RoomSnapshot } from './wire';

/** An instant of this page's monotonic clock (performance.now), and the whole time it counts down. */
export interface Deadline { readonly at: number; readonly ofMs: number }

export function deadlineIn(remainingMs: number | null | undefined, ofMs: number | null | undefined, now: number): Deadline | null {
  if (remainingMs == null) return null;
  const left = Math.max(0, remainingMs);
  return { at: now + left, ofMs: Math.max(left, ofMs ?? left, 1) };
}

/** A player's own end of a question: extra time stretches the whole, so what is gone stays gone. */
export function questionDeadline(question: Pick<Question, 'timeMs' | 'remainingMs'>, timeFactor: number, now: number): Deadline | null {
  const extra = question.timeMs * (timeFactor - 1);
  return deadlineIn(question.remainingMs + extra, question.timeMs + extra, now);
}

/** The deadline that a snapshot implies, received now. */
export function snapshotDeadline(room: RoomSnapshot, now: number): Deadline | null {
  switch (room.phase) {
    case 'lobby':
      return deadlineIn(room.duel?.seatRemainingMs, null, now);
    case 'generating':
      return deadlineIn(room.generation?.remainingMs, null, now);
    case 'countdown':
      return deadlineIn(room.remainingMs, null, now);
    case 'question':
      return room.question ? questionDeadline(room.question, room.you?.timeFactor ?? 1, now) : null;
    case 'reveal':
      return deadlineIn(room.remainingMs ?? room.reveal?.nextInMs, null, now);
    default:
      return null;
  }
}

export function remainingMs(deadline: Deadline | null, now: number): number {
  return deadline ? Math.max(0, deadline.at - now) : 0;
}
