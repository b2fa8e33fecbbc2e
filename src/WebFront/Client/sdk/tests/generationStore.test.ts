import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { QuizError } from '../errors';
import { GenerationMemory } from '../generationMemory';
import { GenerationStore } from '../generationStore';
import type { ConnectionStatus } from '../lastingHub';
import { failed, FakeQuestions, generated, generating, request } from './givenGeneration';

/** A browser's tab: a reload keeps its storage. */
function tab() {
  const kept = new Map<string, string>();
  const memory = new GenerationMemory({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => { kept.set(key, value); }, removeItem: (key) => { kept.delete(key); } });
  const who = { id: 'ada' as string | null };
  let ids = 0;
  const load = (status: ConnectionStatus = 'online') => {
    const link = new FakeQuestions(status);
    const store = new GenerationStore(link, { playerId: () => who.id, memory, now: () => performance.now(), newId: () => `r${++ids}` });
    return { link, store, leave: store.attend(), state: () => store.state.get() };
  };
  return { load, who, memory };
}

async function running() {
  const given = tab();
  const page = given.load();
  page.store.generate(request);
  await page.link.last.reply(generating(0));
  return { ...given, ...page };
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

describe('asking for questions', () => {
  test('makes the request id, and runs when the server has it', async () => {
    const { link, store, state } = tab().load();
    expect(store.generate(request)).toBe('r1');
    expect(link.last).toMatchObject({ method: 'Generate', args: [{ ...request, requestId: 'r1' }] });
    expect(state().stage).toBe('asking');
    await link.last.reply(generating(0));
    expect(state()).toMatchObject({ stage: 'running', of: 3 });
  });
  test('without a connection waits for one, and is not followed before it was sent', async () => {
    const { link, store, state } = tab().load('connecting');
    store.generate(request);
    await link.last.fail(new QuizError('offline', ''));
    expect(state().stage).toBe('asking');
    link.status.set('online');
    expect(link.methods).toEqual(['Generate', 'Generate']);
    expect(link.last.args).toEqual([{ ...request, requestId: 'r1' }]);
  });
  test('that is refused says why, and for how long', async () => {
    const { link, store, state } = tab().load();
    store.generate(request);
    await link.last.fail(new QuizError('rate_limited', 'Too much at once, retry in 42 s'));
    expect(state()).toMatchObject({ stage: 'failed', error: { code: 'rate_limited', retry: { ofMs: 42_000 } } });
  });
  test('again gives up what still runs', async () => {
    const { link, store, state } = await running();
    store.generate({ ...request, topic: 'Lakes' });
    expect(link.calls.slice(1)).toMatchObject([{ method: 'Cancel', args: ['r1'] }, { method: 'Generate', args: [{ topic: 'Lakes', requestId: 'r2' }] }]);
    link.emit(failed('cancelled'));
    expect(state()).toMatchObject({ stage: 'asking', requestId: 'r2' });
  });
  test('of a server that is busy is tried again under the same id, and not for ever', async () => {
    const { link, store, state } = tab().load();
    store.generate(request);
    for (let pause = 0; pause < 3; pause++) {
      await link.last.fail(new QuizError('server_unavailable', ''));
      expect(state().stage).toBe('asking');
      await vi.advanceTimersByTimeAsync(2000);
      expect(link.last).toMatchObject({ method: 'Follow', args: ['r1'] });
    }
    await link.last.fail(new QuizError('server_unavailable', ''));
    expect(state()).toMatchObject({ stage: 'failed', error: { code: 'server_unavailable' } });
  });
});

describe('a connection that drops', () => {
  test('in the middle follows the request and loses and doubles nothing', async () => {
    const { link, state } = await running();
    link.emit(generating(1, ['a']));
    link.reconnect();
    expect(link.last).toMatchObject({ method: 'Follow', args: ['r1'] });
    link.emit(generating(3, ['c']));
    await link.last.reply(generating(2, ['a', 'b']));
    expect(state().questions.map((item) => item.id)).toEqual(['a', 'c', 'b']);
    link.emit(generated(['a', 'b', 'c']));
    expect(state()).toMatchObject({ stage: 'done', done: 3 });
  });
  test('before the server had the request sends it again under the same id', async () => {
    const { link, store, state } = tab().load();
    store.generate(request);
    await link.last.fail(new QuizError('offline', ''));
    link.reconnect();
    expect(link.last.method).toBe('Follow');
    await link.last.fail(new QuizError('not_found', ''));
    expect(link.last).toMatchObject({ method: 'Generate', args: [{ requestId: 'r1' }] });
    await link.last.reply(generating(0));
    expect(state().stage).toBe('running');
  });
  test('after the end asks for nothing', async () => {
    const { link } = await running();
    link.emit(generated(['a']));
    link.reconnect();
    expect(link.methods).toEqual(['Generate']);
  });
  test('while following drops the answer that never comes', async () => {
    const { link, state } = await running();
    link.reconnect();
    await link.last.fail(new QuizError('offline', ''));
    expect(state().stage).toBe('running');
    link.reconnect();
    expect(link.methods).toEqual(['Generate', 'Follow', 'Follow']);
  });
});

describe('a cancel', () => {
  test('is sent, and keeps what had passed', async () => {
    const { link, store, state } = await running();
    link.emit(generating(1, ['a']));
    void store.cancel();
    expect(link.last).toMatchObject({ method: 'Cancel', args: ['r1'] });
    expect(state().stage).toBe('cancelling');
    await link.last.reply({ accepted: true, version: 0 });
    expect(state()).toMatchObject({ stage: 'failed', error: { code: 'cancelled' }, questions: [{ id: 'a' }] });
  });
  test('without a connection is sent once there is one', async () => {
    const { link, store, state } = await running();
    void store.cancel();
    await link.last.fail(new QuizError('offline', ''));
    link.reconnect();
    expect(link.methods).toEqual(['Generate', 'Cancel', 'Cancel']);
    await link.last.reply({ accepted: true, version: 0 });
    expect(state().error?.code).toBe('cancelled');
  });
  test('that comes too late shows the result', async () => {
    const { link, store, state } = await running();
    void store.cancel();
    await link.last.fail(new QuizError('not_allowed_now', 'It is over.'));
    expect(link.last.method).toBe('Follow');
    link.emit(generated(['a', 'b', 'c']));
    expect(state().stage).toBe('done');
  });
  test('of what was never sent needs no server', async () => {
    const { link, store, state } = tab().load('connecting');
    store.generate(request);
    await link.last.fail(new QuizError('offline', ''));
    await store.cancel();
    expect(state().error?.code).toBe('cancelled');
    link.status.set('online');
    expect(link.methods).toEqual(['Generate']);
  });
});

describe('a reload', () => {
  test('follows the request that runs', async () => {
    const { load } = await running();
    const { link, state } = load('connecting');
    expect(state()).toMatchObject({ stage: 'asking', requestId: 'r1', request });
    link.status.set('online');
    expect(link.last).toMatchObject({ method: 'Follow', args: ['r1'] });
    await link.last.reply(generating(2, ['a', 'b']));
    expect(state()).toMatchObject({ stage: 'running', done: 2 });
  });
  test('shows the result again', async () => {
    const { load, link: before } = await running();
    before.emit(generated(['a']));
    const { link, state } = load();
    expect(state().stage).toBe('recalling');
    link.emit(generated(['a']));
    await link.last.reply(generating(1, ['a']));
    expect(state()).toMatchObject({ stage: 'done', questions: [{ id: 'a' }] });
  });
  test('asks nothing anew for a result the server has forgotten', async () => {
    const { load, memory, link: before } = await running();
    before.emit(generated(['a']));
    const { link, state } = load();
    await link.last.fail(new QuizError('not_found', ''));
    expect(link.methods).toEqual(['Follow']);
    expect(state().stage).toBe('idle');
    expect(memory.read()).toBeNull();
  });
  test('by somebody else begins at the beginning', async () => {
    const { load, who } = await running();
    who.id = 'bea';
    expect(load().state().stage).toBe('idle');
  });
  test('after a reset begins at the beginning', async () => {
    const { load, store } = await running();
    store.reset();
    const { link, state } = load();
    expect(state().stage).toBe('idle');
    expect(link.methods).toEqual([]);
  });
});

test('what is not heard of after its deadline is asked for', async () => {
  const { link, state } = await running();
  await vi.advanceTimersByTimeAsync(22_900);
  expect(link.methods).toEqual(['Generate']);
  await vi.advanceTimersByTimeAsync(200);
  expect(link.last.method).toBe('Follow');
  link.emit(failed('timed_out'));
  expect(state().stage).toBe('failed');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(link.methods).toEqual(['Generate', 'Follow']);
});

test('somebody else who signs in never sends a request of the one before', async () => {
  const { link, who, state } = await running();
  who.id = 'bea';
  link.reconnect();
  expect(link.methods).toEqual(['Generate']);
  expect(state().stage).toBe('idle');
});

test('the connection stays a moment after the last page that needs it', async () => {
  const { link, store, leave } = await running();
  leave();
  const again = store.attend();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(link.done).not.toContain('stop');
  again();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(link.done.at(-1)).toBe('stop');
});
