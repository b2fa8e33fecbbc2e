import { HubConnectionBuilder, HubConnectionState, HttpTransportType, LogLevel, type HubConnection } from '@microsoft/signalr';
import { backoffMs } from './backoff';
import { QuizError, toQuizError } from './errors';
import { Observable } from './observable';
import { onceOnline } from './onceOnline';

export type ConnectionStatus = 'idle' | 'connecting' | 'online' | 'reconnecting' | 'offline';

const probeMs = 4000;
/** So long a call waits for a connection that is being made. */
const patienceMs = 10_000;

/** The hub connection that never gives up: tries again with back-off, and at once when the browser is online or looked at again. */
export class LastingHub {
  readonly status = new Observable<ConnectionStatus>('idle');
  protected readonly hub: HubConnection;
  private wanted = false;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private starting = false;
  /** No connection has been there since the start. */
  private beginning = false;
  /** Why the last try failed. */
  private problem = '';
  /** The server ended the connection for good: it had to give way to a newer one, or nothing happened on it. Looked at again, it comes back. */
  private dismissed = false;

  constructor(url: string, token: () => Promise<string>, private readonly onUnauthenticated: () => Promise<void>) {
    this.hub = new HubConnectionBuilder()
      .withUrl(url, { accessTokenFactory: token, transport: HttpTransportType.WebSockets | HttpTransportType.LongPolling })
      .configureLogging(LogLevel.None)
      .build();
    this.hub.serverTimeoutInMilliseconds = 60_000;
    this.hub.keepAliveIntervalInMilliseconds = 15_000;
    this.hub.on('Problem', ({ code }: { code: string }) => {
      this.dismissed ||= code === 'too_many_connections' || code === 'idle';
      // Another tab may have done it and is about to say so: then there is nobody to come back as.
      if (code === 'signed_out') this.attempt ||= 1;
      // The next token saves the connection; without one the server closes it in a moment.
      if (code === 'token_expired') void this.onUnauthenticated().catch(() => undefined);
    });
    this.hub.onclose(() => this.lost());
  }

  /**
   * Asked for again it tries at once instead of waiting for its next turn. Resolves once there is a connection; rejected (`offline`) when there is none in
   * time, and goes on trying. Nobody need wait for it.
   */
  start(withinMs = patienceMs): Promise<void> {
    if (this.wanted) this.tryNow();
    else this.begin();
    const online = onceOnline(this.status, withinMs, this.why);
    online.catch(() => undefined);
    return online;
  }

  async stop(): Promise<void> {
    this.wanted = false;
    this.beginning = false;
    clearTimeout(this.timer);
    globalThis.removeEventListener?.('online', this.wake);
    globalThis.removeEventListener?.('offline', this.sleep);
    globalThis.document?.removeEventListener('visibilitychange', this.wake);
    await this.hub.stop();
    // Wanted again while it was being closed.
    if (this.wanted) void this.connect();
    else this.status.set('idle');
  }

  /** Shows the server the next token of the same player: the connection goes on as it is. */
  async renewToken(token: string): Promise<void> {
    if (this.hub.state !== HubConnectionState.Connected) return;
    try {
      await this.hub.invoke('RenewToken', token);
    } catch (error) {
      // A refusal means that this connection will not live on; a new one is made with the token.
      if (toQuizError(error).code !== 'offline') await this.hub.stop();
    }
  }

  /** Another player from now on, or nobody. */
  async restart(): Promise<void> {
    if (this.hub.state === HubConnectionState.Connected) await this.hub.stop();
    else if (this.wanted) this.tryNow();
  }

  /** Refused at once (`offline`) without a connection. */
  async invoke<T>(method: string, ...args: unknown[]): Promise<T> {
    if (this.hub.state !== HubConnectionState.Connected) throw new QuizError('offline', this.why());
    try {
      return await this.hub.invoke<T>(method, ...args);
    } catch (error) {
      throw toQuizError(error);
    }
  }

  /** Waits for the first connection since the start, while that is being made. */
  protected async begun(): Promise<void> {
    if (this.beginning) await onceOnline(this.status, patienceMs, this.why);
  }

  private begin(): void {
    this.wanted = true;
    this.beginning = true;
    this.attempt = 0;
    this.status.set('connecting');
    globalThis.addEventListener?.('online', this.wake);
    globalThis.addEventListener?.('offline', this.sleep);
    globalThis.document?.addEventListener('visibilitychange', this.wake);
    void this.connect();
  }

  private readonly why = (): string => (!this.wanted ? 'Not connected: start() comes first.' : this.problem ? `Not connected: ${this.problem}` : 'Not connected.');

  private async connect(): Promise<void> {
    if (!this.wanted || this.starting || this.hub.state !== HubConnectionState.Disconnected) return;
    this.starting = true;
    clearTimeout(this.timer);
    try {
      await this.hub.start();
      // Nobody wants it any more: somebody signed out meanwhile.
      if (!this.wanted) return await this.hub.stop();
      this.attempt = 0;
      this.dismissed = false;
      this.beginning = false;
      this.problem = '';
      this.status.set('online');
    } catch (error) {
      this.problem = toQuizError(error).message;
      if (/\b401\b|unauthor/i.test(String(error))) await this.onUnauthenticated().catch(() => undefined);
      this.retryLater();
    } finally {
      this.starting = false;
    }
  }

  private lost(): void {
    if (this.wanted && this.dismissed) this.status.set('offline');
    else if (this.wanted) this.retryLater();
  }

  private retryLater(): void {
    if (!this.wanted) return;
    this.status.set(globalThis.navigator?.onLine === false ? 'offline' : 'reconnecting');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), backoffMs(this.attempt++));
  }

  /** Back on the network or looked at again: reconnect now, or make sure that the connection is not a dead one. */
  private readonly wake = (): void => {
    if (!this.wanted || globalThis.document?.visibilityState === 'hidden') return;
    if (this.hub.state === HubConnectionState.Connected) void this.probe();
    else this.tryNow();
  };

  private tryNow(): void {
    if (this.hub.state !== HubConnectionState.Disconnected) return;
    this.attempt = 0;
    void this.connect();
  }

  private readonly sleep = (): void => this.status.set('offline');

  private async probe(): Promise<void> {
    let late: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new QuizError('offline', 'No answer to a ping.')), probeMs);
    });
    try {
      await Promise.race([this.hub.invoke('Ping'), patience]);
      this.status.set('online');
    } catch (error) {
      // A server that answers with a refusal is still there; only silence means a dead connection. Closing it starts the retries.
      if (toQuizError(error).code === 'offline') await this.hub.stop();
      else this.status.set('online');
    } finally {
      clearTimeout(late);
    }
  }
}
