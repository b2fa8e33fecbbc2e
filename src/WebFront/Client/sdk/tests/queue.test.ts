import { expect, test } from 'vitest';
import type { QueueEvent } from '../duelWire';
import { found, notLooking, reduceQueue, ticketed, type QueueState } from '../queue';
import { duel, ticket } from './given';

const wish = { category: 'general', language: 'en' };
const [, bea] = duel().players;
if (!bea) throw new Error('No opponent.');
const status = (change = {}): QueueEvent => ({ type: 'QueueStatus', ...ticket(change) });
const matched: QueueEvent = { type: 'MatchFound', pin: 'M1', opponent: bea, seatMs: 10_000 };
const offered: QueueEvent = { type: 'SubstituteOffered', kind: 'ghost', nickname: 'Cleo', rating: 1480 };
const after = (...events: QueueEvent[]): QueueState => events.reduce((state, event) => reduceQueue(state, event, 50_000), { stage: 'joining', wish } as QueueState);

test('the wait is counted from when it began', () => {
  expect(after(status({ waitedMs: 20_000 }))).toMatchObject({ stage: 'waiting', since: 30_000, wish, returned: false });
});
test('a status brings place and window, and keeps the offer', () => {
  expect(after(status(), offered, status({ place: 3, window: 225 }))).toMatchObject({ ticket: { place: 3, window: 225 }, offer: { kind: 'ghost', nickname: 'Cleo', aside: false } });
});
test('a status that was not asked for here is another page\'s', () => {
  expect(reduceQueue(notLooking, status(), 0)).toBe(notLooking);
});
test('a match tells the opponent and how long the seat is kept', () => {
  expect(after(status(), matched)).toEqual({ stage: 'found', pin: 'M1', opponent: bea, deadline: { at: 60_000, ofMs: 10_000 }, seat: 'taking' });
});
test('a match told twice is one, and the second telling may know the opponent', () => {
  const once = { ...found(notLooking, { pin: 'M1', opponent: null, seatMs: null }, 0), seat: 'taken' } as QueueState;
  expect(reduceQueue(once, matched, 0)).toMatchObject({ seat: 'taken', opponent: { nickname: 'Bea' } });
});
test('a ticket with a match is a match', () => {
  expect(ticketed({ stage: 'joining', wish }, ticket({ matchId: 'M2' }), 0)).toMatchObject({ stage: 'found', pin: 'M2', opponent: null });
});
test('back at the front the wait is kept and an old offer is not', () => {
  expect(after(status(), offered, matched, { type: 'QueueReturned', ...ticket({ waitedMs: 45_000 }) })).toMatchObject({ stage: 'waiting', since: 5000, returned: true, offer: null });
});
test('an offer to somebody who does not look is skipped', () => {
  expect(reduceQueue(notLooking, offered, 0)).toBe(notLooking);
});
test.each(['expired', 'vanished', 'no_show'] as const)('%s is told', (reason) => {
  expect(after(status(), { type: 'QueueLeft', reason })).toEqual({ stage: 'idle', why: reason, problem: null });
});
test.each(['cancelled', 'settled'] as const)('%s was the player\'s own doing', (reason) => {
  expect(after(status(), { type: 'QueueLeft', reason })).toEqual(notLooking);
});
test('being seated ends the looking and not the match', () => {
  expect(after(status(), matched, { type: 'QueueLeft', reason: 'seated' })).toMatchObject({ stage: 'found' });
});
