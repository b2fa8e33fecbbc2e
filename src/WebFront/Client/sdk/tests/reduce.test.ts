import { describe, expect, test } from 'vitest';
import { reduce, roomOf, type Room, type Step } from '../reduce';
import type { RoomEvent } from '../wire';
import { closed, lobby, opened, question } from './given';

const moment = { now: 1000, playerId: 'ada' };
const pin = '123456';

function applied(step: Step): Room {
  if (step.kind !== 'applied') throw new Error(`The event was ${step.kind}.`);
  return step.room;
}
const after = (...events: RoomEvent[]): Room => events.reduce((room, event) => applied(reduce(room, event, moment)), roomOf(lobby(), 0));

describe('versions', () => {
  test('an event that follows what is known is applied', () => {
    const room = after(opened(7, 5));
    expect(room.snapshot).toMatchObject({ version: 7, phase: 'question', index: 0 });
  });
  test('an event after a gap is not applied', () => {
    expect(reduce(roomOf(lobby(), 0), opened(9, 7), moment).kind).toBe('gap');
  });
  test('a duplicate is skipped', () => {
    const room = after(opened(7, 5));
    expect(reduce(room, opened(7, 5), moment).kind).toBe('skipped');
  });
  test('an older event that comes late is skipped', () => {
    const room = after(opened(7, 5), closed(9, 7));
    expect(reduce(room, opened(7, 5), moment).kind).toBe('skipped');
  });
  test('an event that started before the snapshot but ended after it is applied', () => {
    expect(reduce(roomOf(lobby({ version: 6 }), 0), opened(7, 5), moment).kind).toBe('applied');
  });
  test('an answer count changes no version and is taken although its version is known', () => {
    const room = after(opened(7, 5));
    const next = applied(reduce(room, { type: 'AnswerCount', pin, version: 7, since: 7, index: 0, answered: 3, present: 4 }, moment));
    expect(next.snapshot).toMatchObject({ version: 7, answered: 3, present: 4 });
  });
  test('an answer count of another question is skipped', () => {
    const count: RoomEvent = { type: 'AnswerCount', pin, version: 7, since: 7, index: 1, answered: 3, present: 4 };
    expect(reduce(after(opened(7, 5)), count, moment).kind).toBe('skipped');
  });
  test('a snapshot pushed by the server replaces an older room and not a newer one', () => {
    const push = (version: number): RoomEvent => ({ type: 'Resynced', pin, version, since: 0, room: lobby({ version, locked: true }) });
    expect(applied(reduce(roomOf(lobby(), 0), push(8), moment)).snapshot.locked).toBe(true);
    expect(reduce(roomOf(lobby(), 0), push(4), moment).kind).toBe('skipped');
  });
});

describe('the game', () => {
  test('a question runs out by this page\'s own clock', () => {
    expect(after(opened(7, 5)).deadline).toEqual({ at: 21_000, ofMs: 20_000 });
  });
  test('extra time stretches the whole question', () => {
    const room = roomOf(lobby({ phase: 'question', index: 0, question: { ...question, remainingMs: 15_000 }, you: { playerId: 'ada', nickname: 'Ada', score: 0, rank: 1, streak: 0, timeFactor: 2 } }), 1000);
    expect(room.deadline).toEqual({ at: 36_000, ofMs: 40_000 });
  });
  test('a new question forgets the last answer and reveal', () => {
    const room = after(opened(7, 5), closed(9, 7), opened(10, 9, { index: 1 }));
    expect(room.snapshot.reveal).toBeNull();
    expect(room.snapshot.you).toMatchObject({ answer: null, result: null, score: 900 });
  });
  test('the reveal brings the own result and the scores', () => {
    const { snapshot } = after(opened(7, 5), closed(9, 7));
    expect(snapshot.you).toMatchObject({ score: 900, rank: 1, streak: 1 });
    expect(snapshot.players[0]).toMatchObject({ score: 900 });
  });
  test('a pause stops the clock and a resume gives it back', () => {
    const paused = after(opened(7, 5), { type: 'RoomPaused', pin, version: 8, since: 7, reason: 'host_away' });
    expect(paused).toMatchObject({ deadline: null, snapshot: { phase: 'paused', pausedPhase: 'question', hostConnected: false } });
    const resumed = applied(reduce(paused, { type: 'RoomResumed', pin, version: 9, since: 8, phase: 'question', remainingMs: 5000 }, moment));
    expect(resumed).toMatchObject({ deadline: { at: 6000, ofMs: 20_000 }, snapshot: { phase: 'question', hostConnected: true } });
  });
  test('a kicked player knows it', () => {
    const room = after({ type: 'PlayerLeft', pin, version: 6, since: 5, playerId: 'ada', reason: 'kicked', playerCount: 0 });
    expect(room).toMatchObject({ gone: 'kicked', snapshot: { players: [], playerCount: 0 } });
  });
  test('a large room gives players a count and no names', () => {
    const room = after({ type: 'PlayerJoined', pin, version: 6, since: 5, players: [], playerCount: 150 });
    expect(room.snapshot).toMatchObject({ playerCount: 150 });
    expect(room.snapshot.players).toHaveLength(1);
  });
  test('reducing changes nothing that was there before', () => {
    const room = roomOf(lobby(), 0);
    const before = structuredClone(room);
    reduce(room, opened(7, 5), moment);
    expect(room).toEqual(before);
  });
});

describe('the end', () => {
  test('one\'s own place is found in the table', () => {
    const standings = [{ rank: 2, playerId: 'ada', nickname: 'Ada', score: 1700, answerMs: 9000 }];
    const { snapshot } = after({ type: 'RoomFinished', pin, version: 6, since: 5, standings, teams: [], winner: 'bob', reason: 'completed' });
    expect(snapshot).toMatchObject({ phase: 'finished', you: { score: 1700, rank: 2 } });
  });
});
