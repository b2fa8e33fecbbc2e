import type { RoomSnapshot } from './wire';

// The duels' part of the wire, as docs/protocol.md has it.

type Maybe<T> = T | null | undefined;

/** `earlier`: the player has had his turn, and his answers of then are given again. */
export type DuelistKind = 'human' | 'ghost' | 'bot' | 'earlier';
export interface Duelist { playerId: string; nickname: string; rating: number; provisional: boolean; kind: DuelistKind }
export interface RatingChange { playerId: string; before: number; after: number }

/** What a duel's snapshot has besides the room's. */
export interface Duel {
  category: string; rated: boolean; players: Duelist[]; matchRemainingMs?: Maybe<number>; seatRemainingMs?: Maybe<number>;
  answered: string[]; ratings?: Maybe<RatingChange[]>; rematch: string[]; rematchMs?: Maybe<number>; rematchOff?: Maybe<RematchEnd>; rematchId?: Maybe<string>;
  /** One after the other. */
  inTurns?: boolean;
  /** The first's turn, once he has had it; `remainingMs` until the second has begun his. */
  turn?: Maybe<PlayedTurn>;
}

export interface PlayedTurn { playerId: string; score: number; remainingMs?: Maybe<number> }

export type DuelReason = 'completed' | 'time_up' | 'forfeited' | 'declined' | 'no_show' | 'abandoned';

export interface QueueWish { category: string; language: string; rated?: boolean }

export interface QueueTicket {
  category: string; language: string; waitedMs: number; expectedWaitMs?: Maybe<number>; place: number; waiting: number;
  window: number; rating: number; matchId?: Maybe<string>;
}

export interface MatchFound { pin: string; opponent: Duelist; seatMs: number }
export interface Substitute { kind: 'ghost' | 'bot'; nickname: string; rating: number }
export type QueueLeftReason = 'cancelled' | 'expired' | 'vanished' | 'settled' | 'seated' | 'no_show';

/** What the queue says. These carry no version: they are not a room's. */
export type QueueEvent =
  | ({ type: 'QueueStatus' | 'QueueReturned' } & QueueTicket)
  | ({ type: 'MatchFound' } & MatchFound)
  | { type: 'QueueLeft'; reason: QueueLeftReason }
  | ({ type: 'SubstituteOffered' } & Substitute);

export const queueEventTypes: readonly QueueEvent['type'][] = ['QueueStatus', 'QueueReturned', 'MatchFound', 'QueueLeft', 'SubstituteOffered'];

export interface RematchState { pin: string; wanted: string[]; matchId?: Maybe<string>; remainingMs?: Maybe<number> }

/** How a wish for a rematch ended; after `elsewhere` the other's wish stands, and this player cannot meet it. */
export interface RematchEnd { playerId: string; reason: 'withdrawn' | 'declined' | 'expired' | 'elsewhere' }

export interface MatchPlayer { playerId: string; nickname: string; kind: DuelistKind; score: number; ratingBefore?: Maybe<number>; ratingAfter?: Maybe<number> }

export interface Match {
  matchId: string; category: string; rated: boolean; status: 'waiting' | 'active' | 'completed' | 'abandoned'; createdAt: string;
  startedAt?: Maybe<string>; endedAt?: Maybe<string>; players: MatchPlayer[]; winner?: Maybe<string>; reason?: Maybe<DuelReason>;
  /** One has had his turn; the other has until then. */
  waitsUntil?: Maybe<string>;
}

export interface MatchPage { items: Match[]; next?: Maybe<string> }
export interface DuelCategory { category: string; language: string; questions: number }
export interface CategoryRating { category: string; rating: number; deviation: number; provisional: boolean; games: number }
export interface DuelStanding { matchId?: Maybe<string>; queued?: Maybe<QueueWish>; ratings: CategoryRating[] }
export interface LadderRow { rank: number; playerId: string; nickname: string; rating: number; games: number }
export interface Ladder { top: LadderRow[]; around: LadderRow[] }

export const isDuel = (room: RoomSnapshot): room is RoomSnapshot & { duel: Duel } => room.duel != null;
