import { expect, test } from 'vitest';
import { backoffMs } from '../backoff';
import { toQuizError } from '../errors';
import { IdentityStore } from '../identity';

test('the back-off grows to ten seconds and stays there', () => {
  expect([0, 1, 2, 3, 4, 50].map((attempt) => backoffMs(attempt, () => 0.5))).toEqual([0, 1000, 2000, 5000, 10_000, 10_000]);
});

test('the back-off is jittered by a quarter', () => {
  expect(backoffMs(3, () => 0)).toBe(3750);
  expect(backoffMs(3, () => 1)).toBe(6250);
});

test.each(['', "An unexpected error occurred invoking 'JoinRoom' on the server. HubException: "])('a hub refusal gives its code and sentence (%s)', (before) => {
  const error = toQuizError(new Error(`${before}room_locked: The room is locked.`));
  expect(error).toMatchObject({ code: 'room_locked', message: 'The room is locked.' });
});

test('a broken connection is offline', () => {
  expect(toQuizError(new Error('Invocation canceled due to the underlying connection being closed.')).code).toBe('offline');
});

test('an identity is kept by name, past its access token, and dropped when it cannot be renewed', () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v), removeItem: (k: string) => void kept.delete(k) };
  const guest = { token: 't', playerId: 'p', nickname: 'Ada', expiresInSeconds: -1, refreshToken: 'r', refreshExpiresInSeconds: 60, roles: [] };
  new IdentityStore(storage, null).write(guest);
  expect(new IdentityStore(storage, null).read()).toMatchObject(guest);
  expect(new IdentityStore(storage, 'second').read()).toBeNull();
  new IdentityStore(storage, null).write({ ...guest, refreshExpiresInSeconds: -1 });
  expect(new IdentityStore(storage, null).read()).toBeNull();
  storage.setItem('quiz.identity', '{"token":"of an older page"}');
  expect(new IdentityStore(storage, null).read()).toBeNull();
});
