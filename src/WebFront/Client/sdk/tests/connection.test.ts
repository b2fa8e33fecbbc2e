import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { settled } from './given';

/** SignalR's connection, whose start the test lets succeed or fail. */
class FakeHub {
  state = 'Disconnected';
  readonly invoked: string[] = [];
  readonly starts: { succeed: () => Promise<void>; fail: (why: string) => Promise<void> }[] = [];
  private closed = () => {};

  on(): void {}
  onclose(closed: () => void): void { this.closed = closed; }

  start(): Promise<void> {
    this.state = 'Connecting';
    return new Promise((resolve, reject) => this.starts.push({
      succeed: async () => { this.state = 'Connected'; resolve(); await settled(); },
      fail: async (why) => { this.state = 'Disconnected'; reject(new Error(why)); await settled(); },
    }));
  }

  async stop(): Promise<void> {
    if (this.state === 'Connected') this.lose();
    this.state = 'Disconnected';
  }

  lose(): void { this.state = 'Disconnected'; this.closed(); }

  invoke(method: string): Promise<string> {
    this.invoked.push(method);
    return Promise.resolve(`${method} done`);
  }

  get lastStart() {
    const start = this.starts.at(-1);
    if (!start) throw new Error('Not started.');
    return start;
  }
}

const hubs: FakeHub[] = [];
vi.mock('@microsoft/signalr', () => ({
  HubConnectionBuilder: class {
    withUrl() { return this; }
    configureLogging() { return this; }
    build() { const hub = new FakeHub(); hubs.push(hub); return hub; }
  },
  HubConnectionState: { Connected: 'Connected', Disconnected: 'Disconnected' },
  HttpTransportType: { WebSockets: 1, LongPolling: 4 },
  LogLevel: { None: 6 },
}));

const { PlayConnection } = await import('../connection');

function givenConnection() {
  const connection = new PlayConnection('/hubs/play', () => Promise.resolve('token'), () => Promise.resolve());
  const hub = hubs.at(-1);
  if (!hub) throw new Error('No hub was built.');
  return { connection, hub };
}

const patienceMs = 10_000;
const firstRetryMs = 1;
beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('starting', () => {
  test('resolves with the connection', async () => {
    const { connection, hub } = givenConnection();
    const online = vi.fn();
    void connection.start().then(online);
    await settled();
    expect(online).not.toHaveBeenCalled();
    await hub.lastStart.succeed();
    expect(online).toHaveBeenCalled();
    await expect(connection.start()).resolves.toBeUndefined();
    expect(hub.starts).toHaveLength(1);
  });
  test('that fails says why in time, and goes on trying', async () => {
    const { connection, hub } = givenConnection();
    const started = connection.start();
    await hub.lastStart.fail('no route to host');
    await vi.advanceTimersByTimeAsync(firstRetryMs);
    const refused = expect(started).rejects.toMatchObject({ code: 'offline', message: 'Not connected: no route to host' });
    await vi.advanceTimersByTimeAsync(patienceMs);
    await refused;
    await hub.lastStart.succeed();
    expect(connection.status.get()).toBe('online');
  });
  test('that nobody waits for rejects nothing when it is stopped', async () => {
    const { connection } = givenConnection();
    const started = connection.start();
    await connection.stop();
    await expect(started).rejects.toMatchObject({ code: 'offline' });
  });
  test('before a sign-in tries again with it, and does not wait for its next turn', async () => {
    const { connection, hub } = givenConnection();
    void connection.start();
    await hub.lastStart.fail('Sign in first.');
    await vi.advanceTimersByTimeAsync(firstRetryMs);
    await hub.lastStart.fail('Sign in first.');
    expect(hub.starts).toHaveLength(2);
    await connection.restart();
    expect(hub.starts).toHaveLength(3);
  });
});

describe('a call', () => {
  test('made right after the start waits for the connection', async () => {
    const { connection, hub } = givenConnection();
    void connection.start();
    const called = connection.invoke('CreateRoom');
    await settled();
    expect(hub.invoked).toEqual([]);
    await hub.lastStart.succeed();
    await expect(called).resolves.toBe('CreateRoom done');
  });
  test('waits for the first connection over a failed try', async () => {
    const { connection, hub } = givenConnection();
    void connection.start();
    const called = connection.invoke('CreateRoom');
    await hub.lastStart.fail('not yet');
    await vi.advanceTimersByTimeAsync(firstRetryMs);
    await hub.lastStart.succeed();
    await expect(called).resolves.toBe('CreateRoom done');
  });
  test('that finds no connection in time is refused', async () => {
    const { connection } = givenConnection();
    void connection.start();
    const refused = expect(connection.invoke('CreateRoom')).rejects.toMatchObject({ code: 'offline' });
    await vi.advanceTimersByTimeAsync(patienceMs);
    await refused;
  });
  test('without a start is refused at once, and says what lacks', async () => {
    const { connection } = givenConnection();
    await expect(connection.invoke('CreateRoom')).rejects.toMatchObject({ code: 'offline', message: 'Not connected: start() comes first.' });
  });
  test('made while a connection is lost is refused at once', async () => {
    const { connection, hub } = givenConnection();
    void connection.start();
    await hub.lastStart.succeed();
    hub.lose();
    expect(connection.status.get()).toBe('reconnecting');
    await expect(connection.invoke('NextQuestion')).rejects.toMatchObject({ code: 'offline' });
    expect(hub.invoked).toEqual([]);
  });
});
