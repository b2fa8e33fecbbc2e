import { describe, expect, test } from 'vitest';
import { endingOf, matchEnding, otherAnswer, sidesOf } from '../duel';
import type { Match } from '../duelWire';
import { QuizError } from '../errors';
import { reduce, roomOf, type Room } from '../reduce';
import { RoomStore } from '../roomStore';
import type { Answer, AnswerShare, Question, RoomEvent } from '../wire';
import { duel, duelRoom, FakeLink, lobby, opened } from './given';

const moment = { now: 1000, playerId: 'ada' };
const pin = '123456';
const answered = (version: number, since: number, index = 0, playerId = 'bea'): RoomEvent => ({ type: 'OpponentAnswered', pin, version, since, index, playerId });

interface Close { scores?: [number, number]; own?: Answer | null; distribution?: AnswerShare[]; correct?: Answer }
const closed = (version: number, since: number, { scores: [ada, bea] = [10, 0], own = { choices: [0] }, distribution = [{ id: 0, count: 1 }, { id: 1, count: 1 }], correct = { choices: [0] } }: Close = {}): RoomEvent => ({
  type: 'QuestionClosed', pin, version, since, index: 0, of: 2, correct, distribution, explanation: '', teams: [],
  top: [{ rank: 1, playerId: 'ada', nickname: 'Ada', score: ada, answerMs: 1 }, { rank: 2, playerId: 'bea', nickname: 'Bea', score: bea, answerMs: 1 }],
  you: { playerId: 'ada', answer: own, correct: ada > 0, points: ada, score: ada, rank: 1, streak: 1 },
});

const after = (...events: RoomEvent[]): Room => events.reduce((room, event) => {
  const step = reduce(room, event, moment);
  if (step.kind !== 'applied') throw new Error(`${event.type} was ${step.kind}.`);
  return step.room;
}, roomOf(duelRoom(), 0));
const asked = (change: Partial<Question> = {}): RoomEvent => opened(7, 5, { points: 10, ...change });

describe('a duel\'s room', () => {
  test('marks who has answered, until the next question opens', () => {
    const room = after(asked(), answered(8, 7));
    expect(room.snapshot.duel?.answered).toEqual(['bea']);
    expect(after(asked(), answered(8, 7), closed(9, 8), opened(10, 9, { index: 1 })).snapshot.duel?.answered).toEqual([]);
  });
  test('takes the word of another question for its version only', () => {
    const room = after(asked(), answered(8, 7, 3));
    expect(room.snapshot).toMatchObject({ version: 8, duel: { answered: [] } });
  });
  test('marks it too when it changes no version, and not once the question is closed', () => {
    expect(after(asked(), answered(7, 7)).snapshot).toMatchObject({ version: 7, duel: { answered: ['bea'] } });
    expect(reduce(after(asked(), closed(9, 7)), answered(8, 7), moment).kind).toBe('skipped');
  });
  test('an answer behind a gap asks for a snapshot', () => {
    expect(reduce(after(asked()), answered(9, 8), moment).kind).toBe('gap');
  });
  test('keeps the match\'s end by this page\'s own clock', () => {
    expect(roomOf(duelRoom({ duel: duel({ matchRemainingMs: 200_000 }) }), 500).match).toEqual({ at: 200_500, ofMs: 200_000 });
  });
  test('counts down the seats', () => {
    expect(roomOf(duelRoom({ duel: duel({ seatRemainingMs: 8000 }) }), 500).deadline).toEqual({ at: 8500, ofMs: 8000 });
  });
  test('ends with a loser and new ratings', () => {
    const ratings = [{ playerId: 'ada', before: 1500, after: 1512 }];
    const room = after({ type: 'RoomFinished', pin, version: 6, since: 5, standings: [], teams: [], winner: 'ada', loser: 'bea', reason: 'forfeited', ratings });
    expect(room).toMatchObject({ match: null, snapshot: { phase: 'finished', finished: { loser: 'bea', reason: 'forfeited' }, duel: { ratings } } });
  });
  test('hears of a wish for a rematch, once', () => {
    const wanted: RoomEvent = { type: 'RematchWanted', pin, playerId: 'bea', remainingMs: 60_000 };
    const room = after(wanted, { ...wanted, remainingMs: 90_000 });
    expect(room.snapshot.duel?.rematch).toEqual(['bea']);
    expect(room.wish).toEqual({ at: moment.now + 60_000, ofMs: 60_000 });
  });
  test.each(['declined', 'withdrawn', 'expired'] as const)('forgets a wish that is %s, and says how it ended until the next', (reason) => {
    const wanted: RoomEvent = { type: 'RematchWanted', pin, playerId: 'bea', remainingMs: 60_000 };
    const room = after(wanted, { type: 'RematchOff', pin, playerId: 'ada', reason });
    expect(room).toMatchObject({ wish: null, snapshot: { duel: { rematch: [], rematchOff: { playerId: 'ada', reason } } } });
    expect(after(wanted, { type: 'RematchOff', pin, playerId: 'ada', reason }, wanted)).toMatchObject({ wish: { ofMs: 60_000 }, snapshot: { duel: { rematch: ['bea'], rematchOff: null } } });
  });
  test('keeps a wish though the other has gone on', () => {
    const wanted: RoomEvent = { type: 'RematchWanted', pin, playerId: 'bea', remainingMs: 60_000 };
    expect(after(wanted, { type: 'RematchOff', pin, playerId: 'ada', reason: 'elsewhere' })).toMatchObject({ wish: { ofMs: 60_000 }, snapshot: { duel: { rematch: ['bea'] } } });
  });
  test('a wish in a snapshot ends by this page\'s own clock', () => {
    expect(roomOf(duelRoom({ duel: duel({ rematch: ['bea'], rematchMs: 20_000 }) }), 500).wish).toEqual({ at: 20_500, ofMs: 20_000 });
  });
});

describe('the store of a duel', () => {
  async function given(snapshot = duelRoom()) {
    const link = new FakeLink();
    const store = new RoomStore(link, pin, { role: 'duelist', playerId: 'ada', now: () => 0 });
    store.open();
    return { link, store, reply: () => link.last.reply(snapshot) };
  }
  test('without a seat looks at nothing, and taking one gives up nothing', async () => {
    const { link, store } = await given();
    await link.last.fail(new QuizError('not_a_member', ''));
    expect(store.state.get()).toMatchObject({ stage: 'outside', room: null });
    void store.join('Ada');
    expect(link.calls.map((call) => call.method)).toEqual(['Resync', 'JoinRoom']);
  });
  test('asks with the first question when the match must end', async () => {
    const { link, reply } = await given();
    await reply();
    link.emit(asked());
    expect(link.calls.map((call) => call.method)).toEqual(['Resync', 'Resync']);
  });
  test('asks what is left once a turn is over, and waits meanwhile', async () => {
    const { link, store, reply } = await given(duelRoom({ phase: 'reveal', index: 2, duel: duel({ players: duel().players.slice(0, 1), inTurns: true }), players: duelRoom().players.slice(0, 1), playerCount: 1 }));
    await reply();
    link.emit({ type: 'TurnEnded', pin, version: 6, since: 5, playerId: 'ada', score: 20, remainingMs: 1000 });
    expect(store.state.get().room?.snapshot).toMatchObject({ phase: 'lobby', index: -1, reveal: null, duel: { turn: { playerId: 'ada', score: 20, remainingMs: 1000 } } });
    expect(link.calls.map((call) => call.method)).toEqual(['Resync', 'Resync']);
  });
  test('asks who the friend is that took the open seat', async () => {
    const { link, reply } = await given(duelRoom({ duel: duel({ players: duel().players.slice(0, 1) }), players: [], playerCount: 1 }));
    await reply();
    link.emit({ type: 'PlayerJoined', pin, version: 6, since: 5, players: [{ playerId: 'bea', nickname: 'Bea', score: 0, rank: 1, connected: true }], playerCount: 2 });
    expect(link.calls).toHaveLength(2);
  });
});

describe('the sides', () => {
  test('are one\'s own and the other', () => {
    const { me, other } = sidesOf(after(asked(), answered(8, 7), closed(9, 8)).snapshot, 'ada');
    expect(me).toMatchObject({ playerId: 'ada', score: 10, seated: true, answered: false });
    expect(other).toMatchObject({ playerId: 'bea', score: 0, rating: 1540, answered: true });
  });
  test('a challenge has one until the friend comes', () => {
    const alone = duelRoom({ duel: duel({ players: duel().players.slice(0, 1) }), players: [] });
    expect(sidesOf(alone, 'ada').other).toBeNull();
    expect(sidesOf(duelRoom({ duel: duel({ players: duel().players.slice(0, 1) }) }), 'ada').other).toMatchObject({ nickname: 'Bea', provisional: true });
  });
  test('a party room has none', () => {
    expect(sidesOf(lobby(), 'ada')).toEqual({ me: null, other: null });
  });
});

describe('the opponent\'s answer', () => {
  const outcome = (close: Close, change: Partial<Question> = {}, told = true) =>
    otherAnswer(after(asked(change), ...(told ? [answered(8, 7)] : []), closed(9, 7, close)), 'bea');
  test('is what is left of the counts', () => {
    expect(outcome({})).toEqual({ outcome: 'wrong', choices: [1] });
    expect(outcome({ scores: [10, 10], distribution: [{ id: 0, count: 2 }, { id: 1, count: 0 }] })).toEqual({ outcome: 'right', choices: [0] });
    expect(outcome({ distribution: [{ id: 0, count: 1 }, { id: 1, count: 0 }] }, {}, false)).toEqual({ outcome: 'none', choices: [] });
  });
  test('is known after a reload too', () => {
    const { snapshot } = after(asked(), closed(9, 7));
    expect(otherAnswer(roomOf(snapshot, 0), 'bea').outcome).toBe('wrong');
  });
  test('to a typed question is told by the points', () => {
    const typed: Partial<Question> = { kind: 'typed', choices: [] };
    expect(outcome({ scores: [0, 10], distribution: [], correct: { text: 'x' }, own: { text: 'y' } }, typed).outcome).toBe('right');
    expect(outcome({ distribution: [], correct: { text: 'x' }, own: { text: 'x' } }, typed).outcome).toBe('wrong');
    expect(outcome({ distribution: [], correct: { text: 'x' }, own: { text: 'x' } }, typed, false).outcome).toBe('none');
    const { snapshot } = after(opened(7, 5, typed), closed(9, 7, { distribution: [], correct: { text: 'x' } }));
    expect(otherAnswer(roomOf(snapshot, 0), 'bea').outcome).toBe('unknown');
  });
});

describe('the ending', () => {
  test.each([
    [{ winner: 'ada', reason: 'completed' }, { verdict: 'won', byMe: false }],
    [{ winner: 'bea', reason: 'time_up' }, { verdict: 'lost', byMe: false }],
    [{ winner: null, reason: 'completed' }, { verdict: 'draw', byMe: false }],
    [{ winner: 'bea', loser: 'ada', reason: 'forfeited' }, { verdict: 'lost', byMe: true }],
    [{ winner: null, loser: 'bea', reason: 'no_show' }, { verdict: 'void', byMe: false }],
    [{ winner: null, loser: 'ada', reason: 'declined' }, { verdict: 'void', byMe: true }],
    [{ winner: null, reason: 'abandoned' }, { verdict: 'void', byMe: false }],
  ] as const)('%o', (end, expected) => {
    expect(endingOf(end, 'ada')).toMatchObject(expected);
  });
  test('of a stored match knows who forfeited', () => {
    const player = (playerId: string) => ({ playerId, nickname: playerId, kind: 'human' as const, score: 0 });
    const match: Match = { matchId: 'M', category: 'general', rated: true, status: 'completed', createdAt: '', players: [player('ada'), player('bea')], winner: 'bea', reason: 'forfeited' };
    expect(matchEnding(match, 'ada')).toEqual({ verdict: 'lost', reason: 'forfeited', byMe: true });
  });
});

