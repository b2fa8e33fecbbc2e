import { noAnswer, settle, type OwnAnswer } from './answers';
import { QuizError, repeatMs, toQuizError, transient } from './errors';
import type { PlayLink } from './connection';
import { lacks } from './lacks';
import { Observable } from './observable';
import { reduce, roomOf, type Room } from './reduce';
import type { Answer, Receipt, RoomEvent, RoomSnapshot } from './wire';

/** A `duelist` is a player who never looks in from outside: the seat is his or nobody's, and giving up a look would decline the duel. */
export type Role = 'player' | 'host' | 'screen' | 'duelist';

/** `outside`: the room is there, but this player has no seat in it (yet). `failed`: see the error. */
export interface RoomState {
  readonly stage: 'entering' | 'outside' | 'inside' | 'failed';
  readonly room: Room | null;
  readonly own: OwnAnswer;
  readonly error: QuizError | null;
}

export interface RoomStoreOptions { role: Role; playerId: string | null; now?: () => number }

/**
 * One room, kept true: applies events in order, and asks for a snapshot whenever one may have been missed. While a snapshot is
 * under way events are held back and replayed on it, so that neither can overtake the other.
 */
export class RoomStore {
  readonly state = new Observable<RoomState>({ stage: 'entering', room: null, own: noAnswer(-1), error: null });
  private readonly leave: (() => void)[] = [];
  private readonly now: () => number;
  private held: RoomEvent[] = [];
  /** The snapshots that are under way. */
  private readonly asked = new Set<Promise<RoomSnapshot>>();
  /** A seat or the chair is being taken. */
  private entering = 0;
  /** What is known is to be asked for anew if the entering fails. */
  private passedOver = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly link: PlayLink, readonly pin: string, private readonly options: RoomStoreOptions) {
    this.now = options.now ?? (() => performance.now());
  }

  open(): void {
    this.leave.push(this.link.onEvent((event) => event.pin === this.pin && this.receive(event)));
    this.leave.push(this.link.status.subscribe(() => this.link.status.get() === 'online' && void this.sync()));
    if (this.link.status.get() === 'online') void this.sync();
  }

  close(): void {
    clearTimeout(this.retry);
    for (const undo of this.leave.splice(0)) undo();
  }

  /** Asks for the room as it is now, and takes the reply for the truth. */
  async sync(): Promise<void> {
    // What is entered with is a snapshot too, and a look after it would take the seat for a screen's.
    if (this.entering > 0) {
      this.passedOver = true;
      return;
    }
    const inside = this.state.get().stage === 'inside';
    const { role } = this.options;
    const method = role === 'screen' || (role !== 'duelist' && this.state.get().stage === 'outside') ? 'WatchRoom' : 'Resync';
    await this.snapshotBy(() => this.link.invoke<RoomSnapshot>(method, this.pin)).catch((error: QuizError) => {
      if (error.code === 'not_a_member' && role === 'duelist' && !inside) this.state.update({ stage: 'outside' });
      else if (error.code === 'not_a_member' && role !== 'screen' && !inside) void this.look();
      else this.failed(error);
    });
  }

  /** Joins as a player. A screen's view taken before is given up first: one connection, one view. */
  async join(nickname: string, team?: string): Promise<void> {
    await this.enter(() => this.link.invoke<RoomSnapshot>('JoinRoom', this.pin, nickname, team ?? null), this.options.role !== 'duelist');
  }

  async takeOver(hostKey: string): Promise<void> {
    await this.enter(() => this.link.invoke<RoomSnapshot>('TakeOverRoom', this.pin, hostKey));
  }

  /** A host's or player's command, by its name on the wire. */
  async command(method: string, ...args: unknown[]): Promise<Receipt> {
    return this.link.invoke<Receipt>(method, this.pin, ...args);
  }

  /** Gives the answer now, or keeps it until the connection is back. */
  async answer(answer: Answer): Promise<void> {
    const index = this.state.get().room?.snapshot.index ?? -1;
    this.state.update({ own: { index, answer, state: 'sending' } });
    try {
      const receipt = await this.link.invoke<Receipt>('SubmitAnswer', this.pin, index, answer);
      this.settled(index, receipt.accepted
        ? { index, answer, state: 'saved' }
        : { index, answer, state: 'refused', code: receipt.code ?? 'internal_error' });
      // The first try arrived although its receipt did not: show what the server holds.
      if (receipt.code === 'already_answered') void this.sync();
    } catch (error) {
      const { code } = toQuizError(error);
      // The next token is on its way to the connection; the answer goes with the snapshot after it.
      const kept = code === 'offline' || code === 'token_expired';
      this.settled(index, { index, answer, state: kept ? 'waiting' : 'refused', code });
      if (code === 'token_expired') this.later();
    }
  }

  /** Waits for a connection, and for whatever was asked before. Refused, the room is looked at as it was before. */
  private async enter(ask: () => Promise<RoomSnapshot>, leavesView = false): Promise<void> {
    this.entering++;
    try {
      if (this.link.status.get() !== 'online') await this.link.start();
      if (this.asked.size > 0) await Promise.allSettled(this.asked);
      if (leavesView && this.state.get().stage === 'outside') {
        this.passedOver = true;
        await this.link.invoke<Receipt>('LeaveRoom', this.pin).catch(() => undefined);
      }
      await this.snapshotBy(ask);
    } finally {
      this.entering--;
      if (this.passedOver) {
        this.passedOver = false;
        void this.sync();
      }
    }
  }

  private settled(index: number, own: OwnAnswer): void {
    const { own: current, room } = this.state.get();
    if (current.index !== index) return;
    const you = room?.snapshot.you;
    const known = room && you && own.state === 'saved' ? { ...room, snapshot: { ...room.snapshot, you: { ...you, answer: own.answer } } } : room;
    this.state.update({ own, room: known });
  }

  private async look(): Promise<void> {
    if (this.entering > 0) {
      this.passedOver = true;
      return;
    }
    await this.snapshotBy(() => this.link.invoke<RoomSnapshot>('WatchRoom', this.pin), 'outside').catch((error: QuizError) => this.failed(error));
  }

  /** Without a connection the reconnect will ask again; what may pass is tried again; the rest is shown. */
  private failed(error: QuizError): void {
    if (error.code === 'offline') return;
    if (transient.has(error.code)) this.later();
    else this.state.update({ stage: 'failed', error });
  }

  private later(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.sync(), repeatMs);
  }

  private async snapshotBy(ask: () => Promise<RoomSnapshot>, stage: 'inside' | 'outside' = 'inside'): Promise<void> {
    const asked = ask();
    this.asked.add(asked);
    try {
      const snapshot = await asked;
      this.passedOver = false;
      const seatless = this.options.role === 'player' || this.options.role === 'duelist' ? 'outside' : stage;
      this.show(roomOf(snapshot, this.now()), snapshot.you ? 'inside' : seatless);
    } catch (error) {
      // What was held back leads nowhere without the snapshot; the next one will have it.
      this.held = [];
      throw error;
    } finally {
      this.asked.delete(asked);
      if (this.asked.size === 0) for (const event of this.held.splice(0)) this.receive(event);
    }
  }

  private receive(event: RoomEvent): void {
    const { room, stage } = this.state.get();
    if (this.asked.size > 0) this.held.push(event);
    if (this.asked.size > 0 || !room) return;
    const step = reduce(room, event, { now: this.now(), playerId: this.options.playerId });
    if (step.kind === 'gap') {
      this.held.push(event);
      void this.sync();
    } else if (step.kind === 'applied') {
      this.show(step.room, stage);
      if (lacks(room, step.room, event, this.options.role, this.options.playerId)) void this.sync();
    }
  }

  private show(room: Room, stage: RoomState['stage']): void {
    const { own, send } = settle(this.state.get().own, room.snapshot);
    this.state.set({ stage, room, own, error: null });
    if (send && own.answer && this.link.status.get() === 'online') void this.answer(own.answer);
  }
}
