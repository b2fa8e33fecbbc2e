import { queueEventTypes, type QueueEvent } from './duelWire';
import { LastingHub, type ConnectionStatus } from './lastingHub';
import type { Observable } from './observable';
import { roomEventTypes, type RoomEvent } from './wire';

export type { ConnectionStatus } from './lastingHub';

/** What a room needs of a connection; tests give a fake one. */
export interface PlayLink {
  readonly status: Observable<ConnectionStatus>;
  /** Resolves once there is a connection; `offline` when there is none in time. */
  start(): Promise<void>;
  invoke<T>(method: string, ...args: unknown[]): Promise<T>;
  onEvent(listener: (event: RoomEvent) => void): () => void;
  onQueueEvent(listener: (event: QueueEvent) => void): () => void;
}

/** The play hub: rooms, duels and the way to them, all over one connection. */
export class PlayConnection extends LastingHub implements PlayLink {
  private readonly eventListeners = new Set<(event: RoomEvent) => void>();
  private readonly queueListeners = new Set<(event: QueueEvent) => void>();

  constructor(url: string, token: () => Promise<string>, onUnauthenticated: () => Promise<void>) {
    super(url, token, onUnauthenticated);
    for (const type of roomEventTypes) {
      this.hub.on(type, (event: object) => { for (const listener of [...this.eventListeners]) listener({ ...event, type } as RoomEvent); });
    }
    for (const type of queueEventTypes) {
      this.hub.on(type, (event: object) => { for (const listener of [...this.queueListeners]) listener({ ...event, type } as QueueEvent); });
    }
  }

  /** Waits for the first connection. With a later one lost it is refused at once (`offline`): the moment that it was meant for may pass. */
  override async invoke<T>(method: string, ...args: unknown[]): Promise<T> {
    await this.begun();
    return super.invoke<T>(method, ...args);
  }

  onEvent(listener: (event: RoomEvent) => void): () => void {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  }

  onQueueEvent(listener: (event: QueueEvent) => void): () => void {
    this.queueListeners.add(listener);
    return () => this.queueListeners.delete(listener);
  }
}
