import { describe, expect, test } from 'vitest';
import { reduce, roomOf, type Room, type Step } from '../reduce';
import { RoomStore } from '../roomStore';
import type { RoomEvent } from '../wire';
import { FakeLink, generating, lobby, settled } from './given';

const moment = { now: 1000, playerId: 'ada' };
const pin = '123456';
const progress = (done: number, change: object = {}): RoomEvent =>
  ({ type: 'GenerationProgress', pin, version: 5, since: 5, done, of: 3, remainingMs: 12_000, starts: false, ...change });
const ready: RoomEvent = { type: 'QuestionsReady', pin, version: 6, since: 5, of: 3 };

function applied(step: Step): Room {
  if (step.kind !== 'applied') throw new Error(`The event was ${step.kind}.`);
  return step.room;
}

describe('while the questions are written', () => {
  test('the deadline is the one they are promised for', () => {
    expect(roomOf(generating(), 1000).deadline).toEqual({ at: 21_000, ofMs: 20_000 });
  });
  test('progress changes no version and is taken although its version is known', () => {
    const room = applied(reduce(roomOf(generating(), 0), progress(1), moment));
    expect(room).toMatchObject({ deadline: { at: 13_000, ofMs: 20_000 }, snapshot: { version: 5, generation: { done: 1, of: 3 } } });
  });
  test('what is done never becomes less, and a start stays one', () => {
    const two = applied(reduce(roomOf(generating(), 0), progress(2), moment));
    const started = applied(reduce(two, progress(1, { starts: true }), moment));
    expect(started.snapshot.generation).toMatchObject({ done: 2, starts: true });
  });
  test('progress after a gap asks for a snapshot', () => {
    expect(reduce(roomOf(generating(), 0), progress(1, { version: 8, since: 8 }), moment).kind).toBe('gap');
  });
  test('progress of a room that has its questions is skipped', () => {
    expect(reduce(roomOf(lobby(), 0), progress(1), moment).kind).toBe('skipped');
  });
  test('people come and go as in a lobby', () => {
    const bob = { playerId: 'bob', nickname: 'Bob', score: 0, rank: 1, connected: true };
    const room = applied(reduce(roomOf(generating(), 0), { type: 'PlayerJoined', pin, version: 6, since: 5, players: [bob], playerCount: 2 }, moment));
    expect(room).toMatchObject({ deadline: { at: 20_000 }, snapshot: { phase: 'generating', playerCount: 2 } });
  });
  test('the questions make a lobby of it', () => {
    const room = applied(reduce(roomOf(generating(), 0), ready, moment));
    expect(room).toMatchObject({ deadline: null, snapshot: { version: 6, phase: 'lobby', of: 3, generation: null } });
  });
  test('an outage gives its time back', () => {
    const back: RoomEvent = { type: 'RoomResumed', pin, version: 6, since: 5, phase: 'generating', remainingMs: 18_000 };
    expect(applied(reduce(roomOf(generating(), 0), back, moment))).toMatchObject({ deadline: { at: 19_000 }, snapshot: { phase: 'generating' } });
  });
});

describe('the host', () => {
  const host = { hostKey: 'key' };
  const generation = { source: 'bank', code: 'timed_out', message: 'Too slow.' } as const;

  test('is told where the questions came from', () => {
    const room = applied(reduce(roomOf(generating({ host, you: null }), 0), { ...ready, generation } as RoomEvent, moment));
    expect(room.snapshot.host).toMatchObject({ hostKey: 'key', generation });
  });
  test('asks when he was told only what everybody is', async () => {
    const link = new FakeLink();
    const store = new RoomStore(link, pin, { role: 'host', playerId: 'hanna', now: () => 0 });
    store.open();
    await link.last.reply(generating({ host, you: null }));
    const calls = link.calls.length;
    link.emit({ ...ready, generation } as RoomEvent);
    expect(link.calls).toHaveLength(calls);
    store.close();

    const again = new RoomStore(link, pin, { role: 'host', playerId: 'hanna', now: () => 0 });
    again.open();
    await link.last.reply(generating({ host, you: null }));
    link.emit(ready);
    await settled();
    expect(link.last.method).toBe('Resync');
    again.close();
  });
  test('others do not ask for it', async () => {
    const link = new FakeLink();
    const store = new RoomStore(link, pin, { role: 'player', playerId: 'ada', now: () => 0 });
    store.open();
    await link.last.reply(generating());
    const calls = link.calls.length;
    link.emit(ready);
    await settled();
    expect(link.calls).toHaveLength(calls);
    store.close();
  });
});
