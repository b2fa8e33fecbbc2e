import { afterEach, describe, expect, test, vi } from 'vitest';
import { QuizError } from '../errors';
import { RoomStore } from '../roomStore';
import type { RoomEvent, RoomSnapshot } from '../wire';
import { closed, FakeLink, lobby, opened, question, settled } from './given';

const running = (change: Partial<RoomSnapshot> = {}): RoomSnapshot => lobby({ version: 7, phase: 'question', index: 0, question, ...change });

async function givenRoom(snapshot: RoomSnapshot = lobby()) {
  const link = new FakeLink();
  const store = new RoomStore(link, '123456', { role: 'player', playerId: 'ada', now: () => 0 });
  store.open();
  await link.last.reply(snapshot);
  return { link, store, room: () => store.state.get().room?.snapshot };
}

const repeatMs = 2000;
afterEach(() => vi.useRealTimers());

describe('a gap', () => {
  test('asks for a snapshot, once', async () => {
    const { link } = await givenRoom();
    link.emit(opened(9, 7));
    link.emit(closed(11, 9));
    expect(link.calls.map((call) => call.method)).toEqual(['Resync', 'Resync']);
  });
  test('events that come while the snapshot is under way are played on it', async () => {
    const { link, room } = await givenRoom();
    link.emit(opened(9, 7));
    link.emit(closed(11, 9));
    await link.last.reply(running({ version: 9 }));
    expect(room()).toMatchObject({ version: 11, phase: 'reveal' });
  });
  test('events that the snapshot has already are skipped', async () => {
    const { link, room } = await givenRoom();
    link.emit(opened(9, 7));
    await link.last.reply(lobby({ version: 12, phase: 'reveal', index: 0 }));
    expect(room()).toMatchObject({ version: 12, phase: 'reveal' });
    expect(link.calls).toHaveLength(2);
  });
  test('a gap behind the snapshot asks again', async () => {
    const { link } = await givenRoom();
    link.emit(opened(9, 7));
    link.emit({ type: 'RoomLocked', pin: '123456', version: 20, since: 18, locked: true });
    await link.last.reply(running({ version: 9 }));
    expect(link.calls).toHaveLength(3);
  });
  test('a snapshot that fails without a connection waits for the next one', async () => {
    const { link, room } = await givenRoom();
    link.emit(opened(9, 7));
    await link.last.fail(new QuizError('offline', ''));
    expect(link.calls).toHaveLength(2);
    link.status.set('reconnecting');
    link.status.set('online');
    await link.last.reply(running({ version: 9 }));
    expect(room()).toMatchObject({ version: 9 });
  });
  test('another room\'s events are not ours', async () => {
    const { link, room } = await givenRoom();
    link.emit({ ...opened(6, 5), pin: '999999' } as RoomEvent);
    expect(room()).toMatchObject({ version: 5 });
  });
});

describe('an answer', () => {
  test('is saved when the receipt says so', async () => {
    const { link, store } = await givenRoom(running());
    void store.answer({ choices: [1] });
    expect(store.state.get().own.state).toBe('sending');
    await link.last.reply({ accepted: true, version: 8 });
    expect(store.state.get().own).toMatchObject({ state: 'saved', answer: { choices: [1] } });
  });
  test('given without a connection is sent after the reconnect', async () => {
    const { link, store } = await givenRoom(running());
    void store.answer({ choices: [1] });
    await link.last.fail(new QuizError('offline', ''));
    expect(store.state.get().own.state).toBe('waiting');
    link.status.set('reconnecting');
    link.status.set('online');
    await link.last.reply(running({ version: 8 }));
    expect(link.last).toMatchObject({ method: 'SubmitAnswer', args: ['123456', 0, { choices: [1] }] });
  });
  test('that arrived although its receipt did not is not sent twice', async () => {
    const { link, store } = await givenRoom(running());
    void store.answer({ choices: [1] });
    await link.last.fail(new QuizError('offline', ''));
    link.status.set('reconnecting');
    link.status.set('online');
    const you = { playerId: 'ada', nickname: 'Ada', score: 0, rank: 1, streak: 0, timeFactor: 1, answer: { choices: [1] } };
    await link.last.reply(running({ version: 8, you }));
    expect(store.state.get().own.state).toBe('saved');
    expect(link.last.method).toBe('Resync');
  });
  test('whose question closed meanwhile is told lost', async () => {
    const { link, store } = await givenRoom(running());
    void store.answer({ choices: [1] });
    await link.last.fail(new QuizError('offline', ''));
    link.status.set('reconnecting');
    link.status.set('online');
    await link.last.reply(lobby({ version: 12, phase: 'reveal', index: 0 }));
    expect(store.state.get().own.state).toBe('lost');
  });
  test('refused carries the code', async () => {
    const { link, store } = await givenRoom(running());
    void store.answer({ choices: [1] });
    await link.last.reply({ accepted: false, code: 'too_late', version: 8 });
    expect(store.state.get().own).toMatchObject({ state: 'refused', code: 'too_late' });
  });
  test('of another tab is shown instead of the one that came second', async () => {
    const { link, store } = await givenRoom(running());
    void store.answer({ choices: [1] });
    await link.last.reply({ accepted: false, code: 'already_answered', version: 8 });
    expect(link.last.method).toBe('Resync');
    const you = { playerId: 'ada', nickname: 'Ada', score: 0, rank: 1, streak: 0, timeFactor: 1, answer: { choices: [0] } };
    await link.last.reply(running({ version: 8, you }));
    expect(store.state.get().own).toEqual({ index: 0, answer: { choices: [0] }, state: 'saved' });
  });
  test('given at the token\'s end is kept, and sent once the connection has the next one', async () => {
    vi.useFakeTimers();
    const { link, store } = await givenRoom(running());
    void store.answer({ choices: [1] });
    await link.last.fail(new QuizError('token_expired', ''));
    expect(store.state.get().own).toMatchObject({ state: 'waiting', answer: { choices: [1] } });
    vi.advanceTimersByTime(repeatMs);
    await link.last.reply(running({ version: 8 }));
    expect(link.last).toMatchObject({ method: 'SubmitAnswer', args: ['123456', 0, { choices: [1] }] });
    await link.last.reply({ accepted: true, version: 9 });
    expect(store.state.get().own.state).toBe('saved');
  });
  test('is forgotten with the next question', async () => {
    const { link, store } = await givenRoom(running());
    void store.answer({ choices: [1] });
    await link.last.reply({ accepted: true, version: 8 });
    link.emit(closed(9, 7));
    link.emit(opened(10, 9, { index: 1 }));
    await settled();
    expect(store.state.get().own).toEqual({ index: 1, answer: null, state: 'none' });
  });
});

describe('entering', () => {
  test('without a seat one looks in from outside', async () => {
    const link = new FakeLink();
    const store = new RoomStore(link, '123456', { role: 'player', playerId: 'ada' });
    store.open();
    await link.last.fail(new QuizError('not_a_member', ''));
    expect(link.last.method).toBe('WatchRoom');
    await link.last.reply(lobby({ you: null }));
    expect(store.state.get().stage).toBe('outside');
  });
  test('joining gives up the look from outside first', async () => {
    const { link, store } = await givenRoom(lobby({ you: null }));
    void store.join('Ada');
    expect(link.last.method).toBe('LeaveRoom');
    await link.last.reply({ accepted: true, version: 5 });
    expect(link.last).toMatchObject({ method: 'JoinRoom', args: ['123456', 'Ada', null] });
    await link.last.reply(lobby({ version: 6 }));
    expect(store.state.get().stage).toBe('inside');
  });
  describe('while the first snapshot is under way', () => {
    async function givenJoiningAtOnce(role: 'player' | 'host' = 'player') {
      const link = new FakeLink();
      const store = new RoomStore(link, '123456', { role, playerId: 'ada', now: () => 0 });
      store.open();
      const entered = role === 'host' ? store.takeOver('key') : store.join('Ada');
      await settled();
      return { link, store, entered, methods: () => link.calls.map((call) => call.method), stage: () => store.state.get().stage };
    }

    test('a seat waits for it, and is not looked at from outside', async () => {
      const { link, entered, methods, stage } = await givenJoiningAtOnce();
      await link.last.fail(new QuizError('not_a_member', ''));
      await link.last.reply(lobby({ version: 6 }));
      await entered;
      expect(methods()).toEqual(['Resync', 'JoinRoom']);
      expect(stage()).toBe('inside');
    });
    test('the chair is not looked at from outside', async () => {
      const { link, entered, methods, stage } = await givenJoiningAtOnce('host');
      await link.last.fail(new QuizError('not_a_member', ''));
      await link.last.reply(lobby({ you: null, host: { hostKey: 'key' } }));
      await entered;
      expect(methods()).toEqual(['Resync', 'TakeOverRoom']);
      expect(stage()).toBe('inside');
    });
    test('a seat that is refused leaves the view from outside', async () => {
      const { link, entered, methods, stage } = await givenJoiningAtOnce();
      await link.last.fail(new QuizError('not_a_member', ''));
      await link.last.fail(new QuizError('nickname_taken', ''));
      await expect(entered).rejects.toMatchObject({ code: 'nickname_taken' });
      await link.last.fail(new QuizError('not_a_member', ''));
      await link.last.reply(lobby({ you: null }));
      expect(methods()).toEqual(['Resync', 'JoinRoom', 'Resync', 'WatchRoom']);
      expect(stage()).toBe('outside');
    });
    test('a gap that the seat\'s snapshot leaves is asked for', async () => {
      const { link, entered, methods } = await givenJoiningAtOnce();
      await link.last.fail(new QuizError('not_a_member', ''));
      link.emit(opened(9, 7));
      await link.last.reply(lobby({ version: 6 }));
      await entered;
      expect(methods()).toEqual(['Resync', 'JoinRoom', 'Resync']);
    });
  });
  test('a look that was on its way is given up before the seat is taken', async () => {
    const link = new FakeLink();
    const store = new RoomStore(link, '123456', { role: 'player', playerId: 'ada' });
    store.open();
    await link.last.fail(new QuizError('not_a_member', ''));
    void store.join('Ada');
    await settled();
    await link.last.reply(lobby({ you: null }));
    await link.last.reply({ accepted: true, version: 5 });
    await link.last.reply(lobby({ version: 6 }));
    expect(link.calls.map((call) => call.method)).toEqual(['Resync', 'WatchRoom', 'LeaveRoom', 'JoinRoom']);
    expect(store.state.get().stage).toBe('inside');
  });
  test('refused after the view was given up, one looks in again', async () => {
    const { link, store } = await givenRoom(lobby({ you: null }));
    const joined = store.join('Ada');
    await link.last.reply({ accepted: true, version: 5 });
    await link.last.fail(new QuizError('nickname_taken', ''));
    await expect(joined).rejects.toMatchObject({ code: 'nickname_taken' });
    expect(link.last.method).toBe('WatchRoom');
  });
  test('who looks in and is told of his own seat is inside', async () => {
    const link = new FakeLink();
    const store = new RoomStore(link, '123456', { role: 'player', playerId: 'ada' });
    store.open();
    await link.last.fail(new QuizError('not_a_member', ''));
    await link.last.reply(lobby());
    expect(store.state.get().stage).toBe('inside');
  });
  test('begun without a connection takes the seat once there is one, and looks at nothing before', async () => {
    const link = new FakeLink();
    link.status.set('connecting');
    const store = new RoomStore(link, '123456', { role: 'player', playerId: 'ada' });
    store.open();
    const joined = store.join('Ada');
    expect(link.calls).toEqual([]);
    link.status.set('online');
    await settled();
    await link.last.reply(lobby({ version: 6 }));
    await joined;
    expect(link.calls.map((call) => call.method)).toEqual(['JoinRoom']);
    expect(store.state.get().stage).toBe('inside');
  });
  test('a snapshot refused at the token\'s end is asked for again', async () => {
    vi.useFakeTimers();
    const { link, store } = await givenRoom();
    link.emit(opened(9, 7));
    await link.last.fail(new QuizError('token_expired', ''));
    expect(store.state.get().stage).toBe('inside');
    vi.advanceTimersByTime(repeatMs);
    expect(link.calls.map((call) => call.method)).toEqual(['Resync', 'Resync', 'Resync']);
    await link.last.reply(running({ version: 9 }));
    expect(store.state.get()).toMatchObject({ stage: 'inside', room: { snapshot: { version: 9 } } });
  });
  test('a room that is not there says so', async () => {
    const link = new FakeLink();
    const store = new RoomStore(link, '123456', { role: 'screen', playerId: null });
    store.open();
    await link.last.fail(new QuizError('room_not_found', 'No such room.'));
    expect(store.state.get()).toMatchObject({ stage: 'failed', error: { code: 'room_not_found' } });
  });
});
