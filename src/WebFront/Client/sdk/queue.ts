import { deadlineIn, type Deadline } from './deadline';
import type { Duelist, QueueEvent, QueueLeftReason, QueueTicket, QueueWish, Substitute } from './duelWire';

/** Where one stands on the way to an opponent, each stage with only its own data. Immutable. */
export type QueueState =
  /** Not looking. `why`: what ended the looking, where the player did not end it himself. `problem`: a refusal's code. */
  | { readonly stage: 'idle'; readonly why: QueueLeftReason | null; readonly problem: string | null }
  | { readonly stage: 'joining'; readonly wish: QueueWish }
  | {
    readonly stage: 'waiting'; readonly wish: QueueWish; readonly ticket: QueueTicket;
    /** An instant of performance.now(): the wait began there. */
    readonly since: number;
    readonly offer: Offer | null;
    /** The opponent did not come or declined: first in line again. */
    readonly returned: boolean;
    /** Why the substitute that was asked for is not played: a refusal's code. */
    readonly problem: string | null;
  }
  /** `opponent` is unknown where the match was found while this page was away. */
  | { readonly stage: 'found'; readonly pin: string; readonly opponent: Duelist | null; readonly deadline: Deadline | null; readonly seat: 'taking' | 'taken' | 'refused' };

/** A recorded duel or a bot to play meanwhile; `aside` once the player would rather wait on. */
export interface Offer extends Substitute { readonly aside: boolean }

export const notLooking: Extract<QueueState, { stage: 'idle' }> = { stage: 'idle', why: null, problem: null };

/** The ends that a player should be told of. */
const toldEnds: readonly QueueLeftReason[] = ['expired', 'vanished', 'no_show'];

/** A ticket as JoinQueue or an event told it. */
export function ticketed(state: QueueState, ticket: QueueTicket, now: number, returned = false): QueueState {
  if (ticket.matchId) return found(state, { pin: ticket.matchId, opponent: null, seatMs: null }, now);
  const wish = { category: ticket.category, language: ticket.language };
  const before = state.stage === 'waiting' ? state : null;
  return {
    stage: 'waiting', wish, ticket, since: now - ticket.waitedMs,
    offer: before && !returned ? before.offer : null, returned: returned || (before?.returned ?? false),
    problem: before?.problem ?? null,
  };
}

/** Told twice (a reply and an event) it is the same match. */
export function found(state: QueueState, match: { pin: string; opponent: Duelist | null; seatMs: number | null }, now: number): QueueState {
  if (state.stage === 'found' && state.pin === match.pin) {
    return { ...state, opponent: state.opponent ?? match.opponent, deadline: state.deadline ?? deadlineIn(match.seatMs, null, now) };
  }
  return { stage: 'found', pin: match.pin, opponent: match.opponent, deadline: deadlineIn(match.seatMs, null, now), seat: 'taking' };
}

/** One event of the queue. */
export function reduceQueue(state: QueueState, event: QueueEvent, now: number): QueueState {
  switch (event.type) {
    case 'QueueStatus':
      // Not asked for here: another page of this player is looking.
      return state.stage === 'waiting' || state.stage === 'joining' ? ticketed(state, event, now) : state;
    case 'QueueReturned':
      return ticketed(state, event, now, true);
    case 'MatchFound':
      return found(state, event, now);
    case 'SubstituteOffered':
      return state.stage === 'waiting' ? { ...state, offer: { kind: event.kind, nickname: event.nickname, rating: event.rating, aside: false }, problem: null } : state;
    case 'QueueLeft':
      if (state.stage === 'found' && event.reason !== 'no_show') return state;
      // What is being joined has no ticket yet: the word is of the search before.
      return state.stage === 'idle' || state.stage === 'joining' ? state : { ...notLooking, why: toldEnds.includes(event.reason) ? event.reason : null };
  }
}
