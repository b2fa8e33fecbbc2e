import type { Answer, RoomSnapshot } from './wire';

/**
 * What became of the player's answer to one question. `waiting`: kept here until the connection is back. `lost`: the question
 * closed before it could be sent. `refused`: the server said no, with its code.
 */
export interface OwnAnswer {
  readonly index: number;
  readonly answer: Answer | null;
  readonly state: 'none' | 'sending' | 'waiting' | 'saved' | 'lost' | 'refused';
  readonly code?: string;
}

export const noAnswer = (index: number): OwnAnswer => ({ index, answer: null, state: 'none' });

const runs = (room: RoomSnapshot, index: number): boolean =>
  room.index === index && (room.phase === 'question' || (room.phase === 'paused' && room.pausedPhase === 'question'));

/** The answer's state after the room changed, by what the server holds. Says when a kept answer is to be sent now. */
export function settle(own: OwnAnswer, room: RoomSnapshot): { own: OwnAnswer; send: boolean } {
  const pending = own.state === 'waiting' || own.state === 'sending';
  if (own.index !== room.index) return { own: pending && own.state === 'waiting' ? { ...own, state: 'lost' } : fromRoom(room), send: false };
  if (own.state === 'waiting') {
    const stored = room.you?.answer;
    if (stored && (!room.rules.changeAnswers || same(stored, own.answer))) return { own: { index: own.index, answer: stored, state: 'saved' }, send: false };
    if (runs(room, own.index)) return { own, send: room.phase === 'question' };
    return { own: { ...own, state: 'lost' }, send: false };
  }
  // Another tab's answer came first, and it is the one that counts.
  if (own.code === 'already_answered' && room.you?.answer) return { own: { index: own.index, answer: room.you.answer, state: 'saved' }, send: false };
  if (own.state === 'none' && room.you?.answer) return { own: fromRoom(room), send: false };
  return { own, send: false };
}

function fromRoom(room: RoomSnapshot): OwnAnswer {
  const answer = room.you?.answer;
  return answer && runs(room, room.index) ? { index: room.index, answer, state: 'saved' } : noAnswer(room.index);
}

export function same(a: Answer | null | undefined, b: Answer | null | undefined): boolean {
  const text = (answer: Answer | null | undefined) =>
    JSON.stringify([answer?.choices ? [...answer.choices].sort() : null, answer?.text ?? null, answer?.number ?? null, answer?.order ?? null]);
  return text(a) === text(b);
}
