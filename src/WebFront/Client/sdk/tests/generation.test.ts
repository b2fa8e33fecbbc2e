import { describe, expect, test } from 'vitest';
import { isBusy, noGeneration, reduceGeneration, retryAfterOf, type Generation, type GenerationStep } from '../generation';
import { failed, generated, generating, request, written } from './givenGeneration';

const asked: GenerationStep = { type: 'asked', requestId: 'r1', request };
const after = (...steps: GenerationStep[]): Generation => [asked, ...steps].reduce((state, step) => reduceGeneration(state, step, 1000), noGeneration);
const ids = (state: Generation) => state.questions.map((item) => item.id);

describe('a request', () => {
  test('that was asked waits for the server', () => expect(after()).toMatchObject({ stage: 'asking', requestId: 'r1', done: 0, of: 3, deadline: null }));
  test('that the server has runs until its deadline', () => expect(after(generating(0))).toMatchObject({ stage: 'running', deadline: { at: 21_000, ofMs: 20_000 } }));
  test('keeps the whole time it counts down', () => {
    const state = reduceGeneration(after(generating(0)), generating(1, ['a'], { remainingMs: 12_000 }), 9000);
    expect(state.deadline).toEqual({ at: 21_000, ofMs: 20_000 });
  });
  test('shows questions as they pass', () => {
    const state = after(generating(1, ['a']), generating(3, ['b', 'c']));
    expect(ids(state)).toEqual(['a', 'b', 'c']);
    expect(state.done).toBe(3);
  });
  test('shows no question twice', () => {
    const state = after(generating(2, ['a', 'b']), generating(2, ['a', 'b']), generating(3, ['b', 'c', 'c']));
    expect(ids(state)).toEqual(['a', 'b', 'c']);
  });
  test('tells questions without an id apart by their text', () => {
    const nameless = (text: string) => ({ ...written('', { text }), id: null });
    const state = after(generating(1, [], { questions: [nameless('One?')] }), generating(2, [], { questions: [nameless('One?'), nameless('Two?')] }));
    expect(state.questions.map((item) => item.question.text)).toEqual(['One?', 'Two?']);
  });
  test('never counts back when words come in another order', () => {
    const state = after(generating(3, ['c']), generating(1, ['a']));
    expect(state.done).toBe(3);
    expect(ids(state)).toEqual(['c', 'a']);
  });
  test('ends with all its questions in the order the server gives', () => {
    const state = after(generating(2, ['b', 'a']), generated(['a', 'b', 'c'], { dropped: { disagreed: 2 } }));
    expect(state).toMatchObject({ stage: 'done', done: 3, deadline: null, result: { code: 'ok', message: '', dropped: { disagreed: 2 }, retry: null } });
    expect(ids(state)).toEqual(['a', 'b', 'c']);
    expect(isBusy(state)).toBe(false);
  });
  test('that ended before the answer to its call stays over', () => expect(after(generated(['a', 'b', 'c']), generating(1, ['a']))).toMatchObject({ stage: 'done', done: 3 }));
  test('ends once', () => expect(after(generated(['a']), failed('timed_out'), generated([]))).toMatchObject({ stage: 'done', done: 1, error: null }));
  test('is told of no other request', () => {
    const state = after(generating(1, ['a']));
    for (const other of [generating(3, ['x'], { requestId: 'r0' }), generated(['x'], { requestId: 'r0' }), failed('timed_out', { requestId: 'r0' })]) expect(reduceGeneration(state, other, 0)).toBe(state);
  });
  test('that fails says why and from when on to try again', () =>
    expect(after(failed('keys_resting', { retryAfter: 12 }))).toMatchObject({ stage: 'failed', error: { code: 'keys_resting', message: 'So it is.', retry: { at: 13_000, ofMs: 12_000 } } }));
  test('that fails without a time to wait has none', () => expect(after(failed('no_provider')).error?.retry).toBeNull());
  test('the server has lost is told without its id', () => expect(after(failed('not_found', { requestId: '' })).stage).toBe('failed'));
  test('that the bank stood in for says why, and when the model may do better', () => {
    const state = after(generated(['a'], { code: 'provider_rate_limited', message: 'Too many.', retryAfter: 40 }));
    expect(state.result).toMatchObject({ code: 'provider_rate_limited', message: 'Too many.', retry: { at: 41_000 } });
  });
  test('that is refused is over', () => expect(after({ type: 'refused', requestId: 'r1', code: 'rate_limited', message: '', retryAfter: 5 })).toMatchObject({ stage: 'failed', error: { retry: { at: 6000 } } }));
});

describe('a cancel', () => {
  test('is under way until the server has said so', () => expect(after(generating(1, ['a']), { type: 'cancelling' }, generating(2, ['b']))).toMatchObject({ stage: 'cancelling', done: 2 }));
  test('keeps what had passed', () => {
    const state = after(generating(1, ['a']), { type: 'cancelling' }, failed('cancelled'));
    expect(state).toMatchObject({ stage: 'failed', error: { code: 'cancelled' } });
    expect(ids(state)).toEqual(['a']);
  });
  test('that came too late ends like any other request', () => expect(after({ type: 'cancelling' }, generated(['a']))).toMatchObject({ stage: 'done' }));
  test('asked for after a reload shows what had passed, though the end is told first', () => {
    const state = after(failed('cancelled'), generating(2, ['a', 'b']));
    expect(state).toMatchObject({ stage: 'failed', done: 2 });
    expect(ids(state)).toEqual(['a', 'b']);
  });
});

test('what was over before shows how it ended, and never as running', () => {
  const recalled = reduceGeneration(noGeneration, { type: 'recalled', requestId: 'r1', request }, 0);
  const told = reduceGeneration(recalled, generating(2, ['a', 'b'], { remainingMs: 0 }), 0);
  expect([recalled, told].map(isBusy)).toEqual([false, false]);
  expect(reduceGeneration(told, generated(['a', 'b']), 0)).toMatchObject({ stage: 'done', done: 2 });
  expect(reduceGeneration(told, failed('cancelled'), 0)).toMatchObject({ stage: 'failed', questions: [{ id: 'a' }, { id: 'b' }] });
});

test('nothing is made of words when nobody asked', () => {
  for (const step of [generating(1, ['a'], { requestId: '' }), generated([], { requestId: '' }), failed('x', { requestId: '' }), { type: 'cancelling' } as const]) expect(reduceGeneration(noGeneration, step, 0)).toBe(noGeneration);
});

test('a new request leaves nothing of the one before', () => expect(reduceGeneration(after(generated(['a'], { retryAfter: 3 })), { ...asked, requestId: 'r2' }, 0)).toEqual({ ...noGeneration, stage: 'asking', requestId: 'r2', request, of: 3 }));

test('a refusal’s sentence says when to try again', () => {
  expect(retryAfterOf('Too much at once, retry in 12 s')).toBe(12);
  expect(retryAfterOf('Too much at once.')).toBeNull();
});
