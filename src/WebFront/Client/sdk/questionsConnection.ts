import { generationEventTypes, type GenerationEvent } from './generationWire';
import { LastingHub, type ConnectionStatus } from './lastingHub';
import type { Observable } from './observable';

/** What the writing of questions needs of a connection; tests give a fake one. */
export interface QuestionsLink {
  readonly status: Observable<ConnectionStatus>;
  start(): void;
  stop(): Promise<void>;
  invoke<T>(method: string, ...args: unknown[]): Promise<T>;
  onEvent(listener: (event: GenerationEvent) => void): () => void;
}

/** The questions hub. */
export class QuestionsConnection extends LastingHub implements QuestionsLink {
  private readonly listeners = new Set<(event: GenerationEvent) => void>();

  constructor(url: string, token: () => Promise<string>, onUnauthenticated: () => Promise<void>) {
    super(url, token, onUnauthenticated);
    for (const type of generationEventTypes) {
      this.hub.on(type, (event: object) => { for (const listener of [...this.listeners]) listener({ ...event, type } as GenerationEvent); });
    }
  }

  onEvent(listener: (event: GenerationEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
