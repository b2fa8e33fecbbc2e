import { describe, expect, test, vi } from 'vitest';
import { QuizClient } from '../client';
import { hostCommands } from '../host';
import { IdentityStore } from '../identity';
import { Observable } from '../observable';
import { RoomStore } from '../roomStore';
import { MemoryStorage } from '../storage';
import { FakeLink, lobby, settled } from './given';

const signedIn = (nickname: string) =>
  ({ token: `token of ${nickname}`, playerId: nickname, nickname, expiresInSeconds: 900, refreshToken: `next of ${nickname}`, refreshExpiresInSeconds: 9000, roles: [] });

describe('outside a browser', () => {
  test('each client is another player', async () => {
    const names = ['ada', 'bea'];
    vi.stubGlobal('fetch', async () => Response.json(signedIn(names.shift() ?? '')));
    const [ada, bea] = [new QuizClient({ baseUrl: 'http://quiz' }), new QuizClient({ baseUrl: 'http://quiz' })];
    await ada.signIn('Ada');
    await bea.signIn('Bea');
    vi.unstubAllGlobals();
    expect([ada.identity.get()?.playerId, bea.identity.get()?.playerId]).toEqual(['ada', 'bea']);
  });
  test('a storage of one\'s own keeps the player', () => {
    const storage = new MemoryStorage();
    new IdentityStore(storage, null).write(signedIn('ada'));
    expect(new QuizClient({ baseUrl: 'http://quiz', identities: new IdentityStore(storage, null) }).identity.get()?.playerId).toBe('ada');
  });
});

describe('a room opened without a connection', () => {
  test.each([
    ['createRoom', (client: QuizClient) => client.createRoom({ quizId: 'q1' })],
    ['challenge', (client: QuizClient) => client.challenge({ category: 'general', language: 'en' })],
  ])('waits for one: %s', async (_, open) => {
    const client = new QuizClient({ baseUrl: 'http://quiz' });
    const start = vi.spyOn(client.connection, 'start').mockImplementation(() => Promise.resolve());
    const invoke = vi.spyOn(client.connection, 'invoke').mockImplementation(() => Promise.resolve({ pin: '123456' }));
    client.connection.status.set('reconnecting');
    expect(await open(client)).toEqual({ pin: '123456' });
    expect(start.mock.invocationCallOrder[0]).toBeLessThan(invoke.mock.invocationCallOrder[0] ?? 0);
  });
});

describe('waiting for a value', () => {
  test('takes the present one', async () => {
    expect(await new Observable(3).until((n) => n > 2)).toBe(3);
  });
  test('or the first to come, and listens no longer', async () => {
    const value = new Observable(1);
    const wanted = vi.fn((n: number) => n > 2);
    const waited = value.until(wanted);
    for (const n of [2, 3, 4]) value.set(n);
    expect(await waited).toBe(3);
    expect(wanted).toHaveBeenCalledTimes(3);
  });
});

test('a host commands by name', async () => {
  const link = new FakeLink();
  const room = new RoomStore(link, '123456', { role: 'host', playerId: 'ada' });
  room.open();
  await link.last.reply(lobby());
  const host = hostCommands(room);
  const commands = [() => host.start(), () => host.next(), () => host.lock(true), () => host.kick('bea'), () => host.setTimeFactor('bea', 1.5)];
  for (const command of commands) {
    void command();
    await settled();
    await link.last.reply({ accepted: true, version: 6 });
  }
  expect(link.calls.slice(1).map(({ method, args }) => [method, ...args])).toEqual([
    ['StartRoom', '123456'], ['NextQuestion', '123456'], ['LockRoom', '123456', true], ['KickPlayer', '123456', 'bea'], ['SetTimeFactor', '123456', 'bea', 1.5],
  ]);
});
