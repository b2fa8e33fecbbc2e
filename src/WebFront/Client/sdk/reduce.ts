import { deadlineIn, questionDeadline, snapshotDeadline, type Deadline } from './deadline';
import type { Duel } from './duelWire';
import type { PlayerView, RematchNews, Reveal, RoomEvent, RoomSnapshot, Standing } from './wire';

/** A room as this viewer knows it. Immutable: every step makes a new one. */
export interface Room {
  readonly snapshot: RoomSnapshot;
  readonly deadline: Deadline | null;
  /** Set once this player has no seat any more. */
  readonly gone: 'left' | 'kicked' | null;
  /** A duel's end, whatever question is open then. */
  readonly match: Deadline | null;
  /** Until when a wish for a rematch waits for the other. */
  readonly wish: Deadline | null;
  /** In a duel, what the question just closed brought each player; null where only a snapshot is known. */
  readonly gained: Readonly<Record<string, number>> | null;
}

export type Step = { readonly kind: 'applied'; readonly room: Room } | { readonly kind: 'skipped' } | { readonly kind: 'gap' };

export interface Moment { readonly now: number; readonly playerId: string | null }

export const roomOf = (snapshot: RoomSnapshot, now: number): Room => ({
  snapshot, deadline: snapshotDeadline(snapshot, now), gone: null, match: deadlineIn(snapshot.duel?.matchRemainingMs, null, now),
  wish: deadlineIn(snapshot.duel?.rematchMs, null, now), gained: null,
});

/** One event on one room: applied, skipped as already known, or refused because something before it is missing. */
export function reduce(room: Room, event: RoomEvent, moment: Moment): Step {
  const known = room.snapshot.version;
  if (event.type === 'Resynced') {
    return event.room.version < known ? { kind: 'skipped' } : { kind: 'applied', room: roomOf(event.room, moment.now) };
  }
  if (event.type === 'RematchWanted' || event.type === 'RematchOff') return heardOfRematch(room, event, moment);
  if (event.since > known) return { kind: 'gap' };
  if (event.type === 'AnswerCount') {
    if (event.index !== room.snapshot.index || room.snapshot.phase !== 'question') return { kind: 'skipped' };
    return { kind: 'applied', room: { ...room, snapshot: { ...room.snapshot, answered: event.answered, present: event.present } } };
  }
  if (event.type === 'GenerationProgress') {
    const { snapshot, deadline } = room;
    if (snapshot.phase !== 'generating') return { kind: 'skipped' };
    const { of, remainingMs, starts } = event;
    const generation = { done: Math.max(event.done, snapshot.generation?.done ?? 0), of, remainingMs, starts };
    return { kind: 'applied', room: { ...room, snapshot: { ...snapshot, generation }, deadline: deadlineIn(remainingMs, deadline?.ofMs, moment.now) } };
  }
  if (event.type === 'OpponentAnswered') {
    // Said twice it is said once, so a version that is known already does no harm.
    const { snapshot } = room;
    const open = event.index === snapshot.index && snapshot.phase === 'question' && snapshot.duel;
    if (!open && event.version <= known) return { kind: 'skipped' };
    const marked = open ? withDuel(room, { answered: including(open.answered, event.playerId) }) : room;
    return { kind: 'applied', room: { ...marked, snapshot: { ...marked.snapshot, version: Math.max(known, event.version) } } };
  }
  if (event.version <= known) return { kind: 'skipped' };
  const next = apply(room, event, moment);
  return { kind: 'applied', room: { ...next, snapshot: { ...next.snapshot, version: event.version } } };
}

function heardOfRematch(room: Room, event: RematchNews, { now }: Moment): Step {
  const { duel } = room.snapshot;
  if (!duel) return { kind: 'skipped' };
  if (event.type === 'RematchWanted') {
    const wanted = withDuel(room, { rematch: including(duel.rematch, event.playerId), rematchOff: null });
    return { kind: 'applied', room: { ...wanted, wish: duel.rematch.length > 0 ? room.wish : deadlineIn(event.remainingMs, null, now) } };
  }
  const { playerId, reason } = event;
  const rematch = reason === 'elsewhere' ? duel.rematch.filter((id) => id !== playerId) : [];
  return { kind: 'applied', room: { ...withDuel(room, { rematch, rematchOff: { playerId, reason } }), wish: rematch.length > 0 ? room.wish : null } };
}

type Versioned = Exclude<RoomEvent, { type: 'AnswerCount' | 'GenerationProgress' | 'OpponentAnswered' | 'Resynced' | RematchNews['type'] }>;

const including = (ids: readonly string[], id: string): string[] => (ids.includes(id) ? [...ids] : [...ids, id]);

const withDuel = (room: Room, change: Partial<Duel>): Room =>
  (room.snapshot.duel ? { ...room, snapshot: { ...room.snapshot, duel: { ...room.snapshot.duel, ...change } } } : room);

function apply(room: Room, event: Versioned, { now, playerId }: Moment): Room {
  const { snapshot } = room;
  const changed = (change: Partial<RoomSnapshot>, deadline: Deadline | null = room.deadline): Room =>
    ({ ...room, snapshot: { ...snapshot, ...change }, deadline });

  switch (event.type) {
    case 'PlayerJoined':
    case 'PlayerUpdated':
      return changed(withPlayers(snapshot, event.players, event.playerCount ?? snapshot.playerCount));
    case 'PlayerLeft': {
      const players = snapshot.players.filter((player) => player.playerId !== event.playerId);
      const after = changed({ players, playerCount: event.playerCount, present: presentOf(players, event.playerCount, snapshot.present) });
      return event.playerId === playerId ? { ...after, gone: event.reason } : after;
    }
    case 'QuestionsReady':
      return changed({ phase: 'lobby', of: event.of, generation: null, host: snapshot.host && { ...snapshot.host, generation: event.generation } }, null);
    case 'CountdownStarted':
      return changed({ phase: 'countdown', index: event.index, of: event.of, pausedPhase: null, pauseReason: null, reveal: null, question: null },
        deadlineIn(event.remainingMs, null, now));
    case 'QuestionOpened':
      return changed({
        phase: 'question', index: event.index, of: event.of, answered: 0, question: questionOf(event), reveal: null, remainingMs: null,
        pausedPhase: null, pauseReason: null,
        you: snapshot.you && { ...snapshot.you, answer: null, result: null },
        host: snapshot.host && { ...snapshot.host, answerKey: null },
        duel: snapshot.duel && { ...snapshot.duel, answered: [] },
      }, questionDeadline(event, snapshot.you?.timeFactor ?? 1, now));
    case 'QuestionClosed': {
      const own = event.you;
      const gained = snapshot.duel ? gainedBy(snapshot.players, event.top) : null;
      const closed = changed({
        phase: 'reveal', reveal: revealOf(event), players: withScores(snapshot.players, event.top),
        you: snapshot.you && (own ? { ...snapshot.you, score: own.score, rank: own.rank, streak: own.streak, result: own } : snapshot.you),
      }, deadlineIn(event.nextInMs, null, now));
      return { ...closed, gained };
    }
    case 'TurnEnded': {
      const { playerId: first, score, remainingMs } = event;
      const ended = changed({ phase: 'lobby', index: -1, question: null, reveal: null, answered: 0 }, null);
      return { ...withDuel(ended, { turn: { playerId: first, score, remainingMs } }), match: null };
    }
    case 'RoomPaused':
      return changed({
        phase: 'paused', pauseReason: event.reason,
        pausedPhase: snapshot.phase === 'paused' ? snapshot.pausedPhase : snapshot.phase,
        hostConnected: event.reason !== 'host_away' && snapshot.hostConnected,
      }, null);
    case 'RoomResumed':
      return changed({ phase: event.phase, pausedPhase: null, pauseReason: null, hostConnected: true }, resumedDeadline(snapshot, event, now));
    case 'RoomLocked':
      return changed({ locked: event.locked });
    case 'HostChanged':
      return changed({ hostConnected: true, host: event.hostId === playerId ? snapshot.host : null });
    case 'RoomFinished': {
      const { standings, teams, winner, reason, loser, ratings } = event;
      const own = event.you ?? standings.find((row) => row.playerId === playerId);
      const you = snapshot.you && (own ? { ...snapshot.you, score: own.score, rank: own.rank } : snapshot.you);
      const finished = changed({
        phase: 'finished', pausedPhase: null, finished: { standings, teams: teams ?? [], winner, reason, loser, ratings }, you,
        players: withScores(snapshot.players, standings),
      }, null);
      return { ...withDuel(finished, { ratings }), match: null };
    }
  }
}

function withPlayers(snapshot: RoomSnapshot, came: readonly PlayerView[], playerCount: number): Partial<RoomSnapshot> {
  const byId = new Map(snapshot.players.map((player) => [player.playerId, player]));
  for (const player of came) byId.set(player.playerId, player);
  const players = [...byId.values()];
  const own = came.find((player) => player.playerId === snapshot.you?.playerId);
  const you = own && snapshot.you ? { ...snapshot.you, nickname: own.nickname, team: own.team } : snapshot.you;
  return { players, playerCount, you, present: presentOf(players, playerCount, snapshot.present) };
}

/** Counted only when every player is in the list; else the server's last word stands. */
const presentOf = (players: readonly PlayerView[], playerCount: number, before: number): number =>
  players.length === playerCount ? players.filter((player) => player.connected).length : Math.min(before, playerCount);

function withScores(players: readonly PlayerView[], top: readonly Standing[]): PlayerView[] {
  const rows = new Map(top.map((row) => [row.playerId, row]));
  return players.map((player) => {
    const row = rows.get(player.playerId);
    return row ? { ...player, score: row.score, rank: row.rank } : player;
  });
}

function gainedBy(players: readonly PlayerView[], top: readonly Standing[]): Record<string, number> {
  const before = new Map(players.map(({ playerId, score }) => [playerId, score]));
  return Object.fromEntries(top.map(({ playerId, score }) => [playerId, score - (before.get(playerId) ?? 0)]));
}

function resumedDeadline(snapshot: RoomSnapshot, event: Extract<RoomEvent, { type: 'RoomResumed' }>, now: number): Deadline | null {
  if (event.phase !== 'question' || !snapshot.question || event.remainingMs == null) return deadlineIn(event.remainingMs, null, now);
  return questionDeadline({ timeMs: snapshot.question.timeMs, remainingMs: event.remainingMs }, snapshot.you?.timeFactor ?? 1, now);
}

function questionOf(event: Extract<RoomEvent, { type: 'QuestionOpened' }>) {
  const { index, of, kind, text, choices, points, timeMs, remainingMs, unit, category } = event;
  return { index, of, kind, text, choices: choices ?? [], points, timeMs, remainingMs, unit, category };
}

function revealOf(event: Extract<RoomEvent, { type: 'QuestionClosed' }>): Reveal {
  const { index, of, correct, distribution, explanation, top, teams, nextInMs } = event;
  return { index, of, correct, distribution: distribution ?? [], explanation, top: top ?? [], teams: teams ?? [], nextInMs };
}
