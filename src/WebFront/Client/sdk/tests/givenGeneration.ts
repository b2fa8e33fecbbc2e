import type { QuestionDraft } from '../bankWire';
import { emptyQuestion } from '../bank';
import type { GeneratedItem, GenerationEvent, GenerationRequest, Generating } from '../generationWire';
import type { ConnectionStatus } from '../lastingHub';
import { Observable } from '../observable';
import type { QuestionsLink } from '../questionsConnection';
import { settled } from './given';

export const request: GenerationRequest =
  { topic: 'Rivers', subject: '', examType: '', difficulty: '', kind: 'single', language: 'en', count: 3, allowBank: true };

export const written = (id: string, change: Partial<QuestionDraft> = {}): GeneratedItem =>
  ({ id, source: 'model', question: { ...emptyQuestion, text: `Question ${id}?`, ...change } });

export const generating = (done: number, ids: string[] = [], change: Partial<Generating> = {}): Generating & { type: 'Generating' } =>
  ({ type: 'Generating', requestId: 'r1', done, of: 3, questions: ids.map((id) => written(id)), remainingMs: 20_000, ...change });

export const generated = (ids: string[], change: object = {}): GenerationEvent =>
  ({ type: 'Generated', requestId: 'r1', questions: ids.map((id) => written(id)), dropped: {}, code: 'ok', ...change });

export const failed = (code: string, change: object = {}): GenerationEvent => ({ type: 'GenerationFailed', requestId: 'r1', code, message: 'So it is.', ...change });

/** The questions hub, whose replies the test gives, call by call. */
export class FakeQuestions implements QuestionsLink {
  readonly status: Observable<ConnectionStatus>;
  readonly calls: { method: string; args: unknown[]; reply: (value: unknown) => Promise<void>; fail: (error: Error) => Promise<void> }[] = [];
  readonly done: string[] = [];
  private readonly listeners = new Set<(event: GenerationEvent) => void>();

  constructor(status: ConnectionStatus = 'online') {
    this.status = new Observable(status);
  }

  start(): void {
    this.done.push('start');
  }

  stop(): Promise<void> {
    this.done.push('stop');
    return Promise.resolve();
  }

  invoke<T>(method: string, ...args: unknown[]): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.calls.push({
        method, args,
        reply: async (value) => { resolve(value as T); await settled(); },
        fail: async (error) => { reject(error); await settled(); },
      });
    });
  }

  onEvent(listener: (event: GenerationEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(event: GenerationEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  reconnect(): void {
    this.status.set('reconnecting');
    this.status.set('online');
  }

  get methods(): string[] {
    return this.calls.map((call) => call.method);
  }

  get last() {
    const call = this.calls.at(-1);
    if (!call) throw new Error('No call yet.');
    return call;
  }
}
