import type { DuelReason, Duelist, Match } from './duelWire';
import type { Room } from './reduce';
import type { Question, Result, Reveal, RoomSnapshot } from './wire';

/** One side of a duel, as its page shows it. */
export interface DuelSide extends Duelist {
  readonly score: number; readonly seated: boolean; readonly connected: boolean; readonly answered: boolean; readonly ratingAfter: number | null; readonly wantsRematch: boolean;
}

export interface DuelSides { readonly me: DuelSide | null; readonly other: DuelSide | null }

/** Both sides; `other` is null while a challenge waits for a friend. */
export function sidesOf(room: RoomSnapshot, playerId: string | null | undefined): DuelSides {
  const { duel } = room;
  if (!duel) return { me: null, other: null };
  const known = new Set(duel.players.map((side) => side.playerId));
  // A friend who has just come is in the room before the snapshot that tells his rating.
  const late = room.players.filter((player) => !known.has(player.playerId))
    .map((player): Duelist => ({ playerId: player.playerId, nickname: player.nickname, rating: NaN, provisional: true, kind: 'human' }));
  const sides = [...duel.players, ...late].map((duelist): DuelSide => {
    const player = room.players.find((one) => one.playerId === duelist.playerId);
    const standing = room.finished?.standings.find((row) => row.playerId === duelist.playerId);
    const rating = duel.ratings?.find((one) => one.playerId === duelist.playerId);
    return {
      ...duelist, nickname: player?.nickname ?? duelist.nickname, score: player?.score ?? standing?.score ?? 0, seated: player !== undefined,
      rating: rating?.before ?? duelist.rating, ratingAfter: rating?.after ?? null,
      connected: player?.connected ?? false, answered: duel.answered.includes(duelist.playerId), wantsRematch: duel.rematch.includes(duelist.playerId),
    };
  });
  return { me: sides.find((side) => side.playerId === playerId) ?? null, other: sides.find((side) => side.playerId !== playerId) ?? null };
}

export type Outcome = 'right' | 'wrong' | 'none' | 'unknown';

/** What the opponent made of the question just closed, and which choices he took, as far as two players' counts tell. */
export function otherAnswer(room: Room, otherId: string): { outcome: Outcome; choices: number[] } {
  const { question, reveal, you, duel } = room.snapshot;
  if (!reveal) return { outcome: 'unknown', choices: [] };
  const choices = leftOver(reveal, you?.result);
  const gained = room.gained?.[otherId];
  const single = question?.kind === 'single' || question?.kind === 'trueFalse';
  const answered = (duel?.answered.includes(otherId) ?? false) || choices.length > 0 || textsLeft(reveal, you?.result) > 0;
  const outcome: Outcome = single && reveal.distribution.length > 0 ? ofChoice(choices, reveal)
    : gained !== undefined ? (isRight(gained, question) ? 'right' : answered ? 'wrong' : 'none')
    : 'unknown';
  return { outcome, choices };
}

const isRight = (gained: number, question: Question | null | undefined): boolean => gained > 0 && gained >= (question?.points ?? 0);

const ofChoice = (choices: readonly number[], { correct }: Reveal): Outcome =>
  choices.length === 0 ? 'none' : choices.every((id) => correct?.choices?.includes(id)) ? 'right' : 'wrong';

/** The choices that somebody besides me took. */
function leftOver({ distribution }: Reveal, own: Result | null | undefined): number[] {
  const mine = own?.answer?.choices ?? [];
  return distribution.flatMap(({ id, count }) => (id != null && count - (mine.includes(id) ? 1 : 0) > 0 ? [id] : []));
}

function textsLeft({ distribution }: Reveal, own: Result | null | undefined): number {
  const total = distribution.reduce((sum, { id, count }) => sum + (id == null ? count : 0), 0);
  return total - (total > 0 && own?.answer ? 1 : 0);
}

export interface Ending { readonly verdict: 'won' | 'lost' | 'draw' | 'void'; readonly reason: DuelReason; /** Who gave up or did not come. */ readonly byMe: boolean }

/** How a duel ended for this player. `void`: nobody won, and no rating moved. */
export function endingOf(end: { winner?: string | null; loser?: string | null; reason?: string | null }, playerId: string | null | undefined): Ending {
  const reason = (end.reason ?? 'completed') as DuelReason;
  const byMe = end.loser != null && end.loser === playerId;
  const none = reason === 'declined' || reason === 'no_show' || reason === 'abandoned';
  const verdict = none ? 'void' : end.winner == null ? 'draw' : end.winner === playerId ? 'won' : 'lost';
  return { verdict, reason, byMe };
}

/** A stored match's end. It does not name the loser: who forfeited is who did not win. */
export const matchEnding = (match: Match, playerId: string): Ending =>
  endingOf({ ...match, loser: match.reason === 'forfeited' ? match.players.find((player) => player.playerId !== match.winner)?.playerId : null }, playerId);
