import type { ConnectionStatus, PlayLink } from '../connection';
import type { Duel, QueueEvent, QueueTicket } from '../duelWire';
import { Observable } from '../observable';
import type { Question, RoomEvent, RoomSnapshot } from '../wire';

export const question: Question = {
  index: 0, of: 2, kind: 'single', text: 'Which?', choices: [{ id: 0, text: 'This' }, { id: 1, text: 'That' }],
  points: 1000, timeMs: 20_000, remainingMs: 20_000, unit: '', category: '',
};

export function lobby(change: Partial<RoomSnapshot> = {}): RoomSnapshot {
  return {
    pin: '123456', version: 5, kind: 'party', phase: 'lobby', index: -1, of: 2, locked: false, hostConnected: true,
    playerCount: 1, answered: 0, present: 1,
    players: [{ playerId: 'ada', nickname: 'Ada', score: 0, rank: 1, connected: true }],
    rules: { title: 'Quiz', pace: 'host', scoring: 'timed', streakBonus: true, changeAnswers: false, teams: 'none', teamNames: [], graceMs: 250, maxPlayers: 100, tieRule: '' },
    you: { playerId: 'ada', nickname: 'Ada', score: 0, rank: 1, streak: 0, timeFactor: 1 },
    ...change,
  };
}

export const opened = (version: number, since: number, change: Partial<Question> = {}): RoomEvent =>
  ({ type: 'QuestionOpened', pin: '123456', version, since, ...question, ...change });

export const generating = (change: Partial<RoomSnapshot> = {}): RoomSnapshot =>
  lobby({ phase: 'generating', of: 0, generation: { done: 0, of: 3, remainingMs: 20_000, starts: false }, ...change });

export const closed = (version: number, since: number, index = 0): RoomEvent => ({
  type: 'QuestionClosed', pin: '123456', version, since, index, of: 2, correct: { choices: [0] },
  distribution: [{ id: 0, count: 1 }, { id: 1, count: 0 }], explanation: 'So.', teams: [],
  top: [{ rank: 1, playerId: 'ada', nickname: 'Ada', score: 900, answerMs: 4000 }],
  you: { playerId: 'ada', answer: { choices: [0] }, correct: true, points: 900, score: 900, rank: 1, streak: 1 },
});

export const duel = (change: Partial<Duel> = {}): Duel => ({
  category: 'general', rated: true, answered: [], rematch: [],
  players: [
    { playerId: 'ada', nickname: 'Ada', rating: 1500, provisional: true, kind: 'human' },
    { playerId: 'bea', nickname: 'Bea', rating: 1540, provisional: false, kind: 'human' },
  ],
  ...change,
});

export const duelRoom = (change: Partial<RoomSnapshot> = {}): RoomSnapshot => lobby({
  kind: 'duel', playerCount: 2, present: 2, duel: duel(),
  players: [
    { playerId: 'ada', nickname: 'Ada', score: 0, rank: 1, connected: true },
    { playerId: 'bea', nickname: 'Bea', score: 0, rank: 1, connected: true },
  ],
  ...change,
});

export const ticket = (change: Partial<QueueTicket> = {}): QueueTicket =>
  ({ category: 'general', language: 'en', waitedMs: 0, place: 1, waiting: 1, window: 100, rating: 1500, ...change });

/** A connection whose replies the test gives, call by call. */
export class FakeLink implements PlayLink {
  readonly status = new Observable<ConnectionStatus>('online');
  readonly calls: { method: string; args: unknown[]; reply: (value: unknown) => Promise<void>; fail: (error: Error) => Promise<void> }[] = [];
  private readonly listeners = new Set<(event: RoomEvent) => void>();

  async start(): Promise<void> {
    await this.status.until((status) => status === 'online');
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

  onEvent(listener: (event: RoomEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private readonly queueListeners = new Set<(event: QueueEvent) => void>();

  onQueueEvent(listener: (event: QueueEvent) => void): () => void {
    this.queueListeners.add(listener);
    return () => this.queueListeners.delete(listener);
  }

  emitQueue(event: QueueEvent): void {
    for (const listener of this.queueListeners) listener(event);
  }

  emit(event: RoomEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  get last() {
    const call = this.calls.at(-1);
    if (!call) throw new Error('No call yet.');
    return call;
  }
}

export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
