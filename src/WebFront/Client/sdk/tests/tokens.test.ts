import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { QuizError } from '../errors';
import { IdentityStore, type Identity } from '../identity';
import { Tokens } from '../tokens';
import type { SignedIn } from '../wire';

const who = (n: number, change: Partial<SignedIn> = {}): SignedIn =>
  ({ token: `t${n}`, playerId: 'ada', nickname: 'Ada', expiresInSeconds: 900, refreshToken: `r${n}`, refreshExpiresInSeconds: 86_400, roles: [], ...change });

/** A browser: its storage, and the server behind it. */
function browser() {
  const kept = new Map<string, string>();
  const storage = { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v), removeItem: (k: string) => void kept.delete(k) };
  const shown: string[] = [];
  const ended: Identity[] = [];
  let answer: (refreshToken: string, nickname?: string) => Promise<SignedIn> = (token) => Promise.resolve(who(Number(token.slice(1)) + 1));
  let turn: Promise<unknown> = Promise.resolve();
  const tab = () => new Tokens({
    store: new IdentityStore(storage, null),
    renew: (token, nickname) => { shown.push(token); return answer(token, nickname); },
    onEnded: (identity) => ended.push(identity),
    exclusively: <T>(_: string, work: () => Promise<T>): Promise<T> => { const mine = turn.then(work); turn = mine.catch(() => undefined); return mine; },
  });
  return { tab, shown, ended, storage, answers: (next: typeof answer) => { answer = next; } };
}

beforeEach(() => { vi.useFakeTimers({ now: 1_000_000_000_000 }); });
afterEach(() => { vi.useRealTimers(); });

test('a token is renewed two minutes ahead of its end, again and again', async () => {
  const { tab, shown } = browser();
  const tokens = tab();
  tokens.take(who(1));
  await vi.advanceTimersByTimeAsync(12.9 * 60_000);
  expect(shown).toEqual([]);
  await vi.advanceTimersByTimeAsync(0.2 * 60_000);
  expect(shown).toEqual(['r1']);
  expect(await tokens.fresh()).toBe('t2');
  await vi.advanceTimersByTimeAsync(13 * 60_000);
  expect(shown).toEqual(['r1', 'r2']);
});

test('a short token is renewed a quarter of its life ahead, and never in a rush', async () => {
  const { tab, shown, answers } = browser();
  const tokens = tab();
  answers((token) => Promise.resolve(who(Number(token.slice(1)) + 1, { expiresInSeconds: 60 })));
  tokens.take(who(1, { expiresInSeconds: 60 }));
  await vi.advanceTimersByTimeAsync(44_000);
  expect(shown).toEqual([]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(shown).toEqual(['r1']);
  answers((token) => Promise.resolve(who(Number(token.slice(1)) + 1, { expiresInSeconds: 0 })));
  await vi.advanceTimersByTimeAsync(50_000);
  expect(shown.length).toBeLessThan(10);
});

test('a page that slept renews when it is asked, once for all who ask', async () => {
  const { tab, shown } = browser();
  const tokens = tab();
  tokens.take(who(1));
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(await Promise.all([tokens.fresh(), tokens.fresh(), tokens.fresh()])).toEqual(['t2', 't2', 't2']);
  expect(shown).toEqual(['r1']);
});

test('two tabs take turns at one token', async () => {
  const { tab, shown } = browser();
  const first = tab();
  first.take(who(1));
  const second = tab();
  expect(await Promise.all([first.renew(), second.renew()])).toEqual(['t2', 't2']);
  expect(shown).toEqual(['r1']);
});

test('a tab follows another that signed in as somebody else, or out', async () => {
  const { tab, shown } = browser();
  const first = tab();
  first.take(who(1));
  const second = tab();
  second.take(who(7, { playerId: 'bob' }));
  expect(await first.renew()).toBe('t7');
  expect(first.identity.get()?.playerId).toBe('bob');
  second.forget();
  await expect(first.renew()).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(first.identity.get()).toBeNull();
  expect(shown).toEqual([]);
});

test('a network that is away loses nothing', async () => {
  const { tab, answers } = browser();
  const tokens = tab();
  tokens.take(who(1));
  answers(() => Promise.reject(new QuizError('offline', 'No network.')));
  await vi.advanceTimersByTimeAsync(14 * 60_000);
  expect(await tokens.fresh()).toBe('t1');
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  await expect(tokens.fresh()).rejects.toMatchObject({ code: 'offline' });
  answers(() => Promise.resolve(who(2)));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await tokens.fresh()).toBe('t2');
});

test('a sign-in that has ended is told once, and forgotten', async () => {
  const { tab, answers, ended, storage } = browser();
  const tokens = tab();
  tokens.take(who(1, { email: 'ada@example.org' }));
  answers(() => Promise.reject(new QuizError('session_ended', 'Ended.')));
  await expect(tokens.renew()).rejects.toMatchObject({ code: 'session_ended' });
  expect(ended.map(({ email }) => email)).toEqual(['ada@example.org']);
  expect(tokens.identity.get()).toBeNull();
  expect(storage.getItem('quiz.identity')).toBeNull();
});

test('nobody has no token', async () => {
  const { tab } = browser();
  await expect(tab().fresh()).rejects.toMatchObject({ code: 'unauthenticated' });
});

describe('a guest whose name a page made up', () => {
  const naming = (token: string, nickname = 'Host') => Promise.resolve(who(Number(token.slice(1)) + 1, { nickname }));

  test('stays nameless with his next tokens and after a reload, until he says a name', async () => {
    const { tab, answers } = browser();
    answers(naming);
    const tokens = tab();
    tokens.take(who(1, { nickname: 'Host' }), true);
    await tokens.renew();
    expect(tokens.identity.get()).toMatchObject({ token: 't2', nickname: 'Host', nameless: true });
    expect(tab().identity.get()?.nameless).toBe(true);
    expect(await tokens.rename('Ada')).toMatchObject({ token: 't3', playerId: 'ada', nickname: 'Ada' });
    expect(tokens.identity.get()?.nameless).toBeUndefined();
    expect(tab().identity.get()?.nameless).toBeUndefined();
  });

  test('has his name too when another tab was first to renew', async () => {
    const { tab, shown, answers } = browser();
    answers(naming);
    const first = tab();
    first.take(who(1, { nickname: 'Host' }), true);
    const second = tab();
    await first.renew();
    await second.rename('Ada');
    expect(shown).toEqual(['r1', 'r2']);
    expect(second.identity.get()).toMatchObject({ token: 't3', nickname: 'Ada' });
  });

  test('keeps what he has when the name is refused', async () => {
    const { tab, answers } = browser();
    const tokens = tab();
    tokens.take(who(1, { nickname: 'Host' }), true);
    answers(() => Promise.reject(new QuizError('invalid_nickname', 'No.')));
    await expect(tokens.rename('')).rejects.toMatchObject({ code: 'invalid_nickname' });
    expect(tokens.identity.get()).toMatchObject({ token: 't1', nameless: true });
  });
});
