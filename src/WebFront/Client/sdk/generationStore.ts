import { remainingMs } from './deadline';
import { toQuizError } from './errors';
import { isBusy, isOpen, noGeneration, reduceGeneration, retryAfterOf, type Generation, type GenerationStep } from './generation';
import type { GenerationMemory } from './generationMemory';
import type { Generating, GenerationRequest } from './generationWire';
import { Observable } from './observable';
import type { QuestionsLink } from './questionsConnection';
import type { Receipt } from './wire';

export interface GenerationStoreOptions { playerId: () => string | null; memory?: GenerationMemory | null; now?: () => number; newId?: () => string }

/** So long after the last page that shows it the connection stays, for whoever comes back from another page. */
const lingerMs = 15_000;
/** So long after its deadline it is asked for, when nothing was heard. */
const overdueMs = 3000;
const pauseMs = 2000;
const mostPauses = 3;
/** Whether the call was done is not known: the same request id makes it safe to ask once more. */
const unclear = new Set(['server_unavailable', 'storage_unavailable', 'token_expired']);

/**
 * The writing of questions, one request at a time. After a reconnect or a reload it follows the request it had; one that never reached the server is sent
 * again under the same id, so that nothing is written twice.
 */
export class GenerationStore {
  readonly state = new Observable<Generation>(noGeneration);
  private readonly now: () => number;
  private attended = 0;
  private owner: string | null = null;
  private closing: ReturnType<typeof setTimeout> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pauses = 0;
  /** The server may have the request. */
  private sent = false;

  constructor(readonly link: QuestionsLink, private readonly options: GenerationStoreOptions) {
    this.now = options.now ?? (() => performance.now());
    link.onEvent((event) => this.apply(event));
    link.status.subscribe(() => { if (link.status.get() === 'online') void this.again(); });
  }

  /** While somebody attends there is a connection. */
  attend(): () => void {
    clearTimeout(this.closing);
    this.attended++;
    this.recall();
    this.link.start();
    return () => {
      this.attended--;
      if (this.attended === 0) this.closing = setTimeout(() => void this.link.stop(), lingerMs);
    };
  }

  /** Begins; what still runs is given up. */
  generate(request: GenerationRequest): string {
    const before = this.state.get();
    if (isBusy(before) && this.sent) void this.link.invoke('Cancel', before.requestId).catch(() => undefined);
    const requestId = (this.options.newId ?? newRequestId)();
    this.owner = this.options.playerId();
    this.sent = false;
    this.pauses = 0;
    this.apply({ type: 'asked', requestId, request });
    this.link.start();
    void this.ask();
    return requestId;
  }

  async cancel(): Promise<void> {
    const { stage, requestId } = this.state.get();
    if (stage !== 'asking' && stage !== 'running') return;
    if (!this.sent) return this.stopped(requestId);
    this.apply({ type: 'cancelling' });
    await this.sendCancel(requestId);
  }

  /** Back to the beginning. What the server does of it is not stopped. */
  reset(): void {
    clearTimeout(this.timer);
    this.options.memory?.forget();
    this.state.set(noGeneration);
  }

  private recall(): void {
    const who = this.options.playerId();
    if (this.owner === who) return;
    this.owner = who;
    this.state.set(noGeneration);
    const remembered = this.options.memory?.read();
    if (!remembered || remembered.playerId !== who) return;
    this.sent = true;
    this.apply({ type: remembered.over ? 'recalled' : 'asked', requestId: remembered.requestId, request: remembered.request });
    if (this.link.status.get() === 'online') void this.again();
  }

  private async again(): Promise<void> {
    // Somebody else has signed in meanwhile.
    if (this.owner !== this.options.playerId()) return this.recall();
    const { stage, requestId } = this.state.get();
    if (stage === 'cancelling') await this.sendCancel(requestId);
    else if (isOpen(this.state.get())) await (this.sent ? this.follow() : this.ask());
  }

  private async ask(): Promise<void> {
    const { requestId, request } = this.state.get();
    if (this.link.status.get() === 'online') this.sent = true;
    await this.call(requestId, 'Generate', { ...request, requestId });
  }

  private async follow(): Promise<void> {
    const { requestId } = this.state.get();
    await this.call(requestId, 'Follow', requestId);
  }

  private async call(requestId: string, method: 'Generate' | 'Follow', argument: unknown): Promise<void> {
    try {
      this.apply({ type: 'Generating', ...await this.link.invoke<Generating>(method, argument) });
      this.pauses = 0;
    } catch (thrown) {
      const { code, message } = toQuizError(thrown);
      const state = this.state.get();
      // Offline, it is asked for again once there is a connection.
      if (state.requestId !== requestId || !isOpen(state) || code === 'offline') return;
      if (unclear.has(code) && this.pauses++ < mostPauses) return this.later(pauseMs);
      if (method === 'Follow' && code === 'not_found') {
        if (state.stage === 'cancelling') return this.stopped(requestId);
        return state.stage === 'recalling' ? this.reset() : this.ask();
      }
      this.apply({ type: 'refused', requestId, code, message, retryAfter: retryAfterOf(message) });
    }
  }

  private async sendCancel(requestId: string): Promise<void> {
    try {
      await this.link.invoke<Receipt>('Cancel', requestId);
      this.stopped(requestId);
    } catch (thrown) {
      const { code } = toQuizError(thrown);
      if (code === 'offline') return;
      // It never began; or it is over already, or goes on, and how is asked for.
      if (code === 'not_found') this.stopped(requestId);
      else await this.follow();
    }
  }

  private stopped(requestId: string): void {
    this.apply({ type: 'refused', requestId, code: 'cancelled', message: '' });
  }

  private apply(step: GenerationStep): void {
    const before = this.state.get();
    const next = reduceGeneration(before, step, this.now());
    if (next === before) return;
    this.state.set(next);
    this.remember(next);
    clearTimeout(this.timer);
    if (isOpen(next) && next.deadline) this.later(remainingMs(next.deadline, this.now()) + overdueMs);
  }

  private remember({ requestId, request, stage }: Generation): void {
    const over = stage === 'done' || stage === 'failed' || stage === 'recalling';
    if (request && this.owner) this.options.memory?.write({ requestId, playerId: this.owner, request, over });
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.again(), ms);
    // In Node the wait must not keep a program alive.
    (this.timer as { unref?: () => void }).unref?.();
  }
}

/** Not crypto.randomUUID: it is missing where a page comes over plain HTTP, as on a local network. */
function newRequestId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
