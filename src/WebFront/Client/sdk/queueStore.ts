import type { PlayLink } from './connection';
import type { DuelStanding, MatchFound, QueueEvent, QueueTicket, QueueWish, RematchState } from './duelWire';
import { repeatMs, toQuizError, transient } from './errors';
import { Observable } from './observable';
import { found, notLooking, reduceQueue, ticketed, type QueueState } from './queue';
import type { Receipt, RoomSnapshot } from './wire';

/** `standing`: what REST says of where the player is. */
export interface QueueStoreOptions { nickname: () => string; standing: () => Promise<DuelStanding>; now?: () => number }

/**
 * The way to an opponent, one for a client. A reconnect asks for the ticket again (the server keeps it), and a match that was found takes
 * its seat by itself. Looking that was given up without a connection is given up once there is one.
 */
export class QueueStore {
  readonly state = new Observable<QueueState>(notLooking);
  private readonly now: () => number;
  private attended = 0;
  /** Something was asked for here that a match may come of, whether or not a page attends. */
  private expecting = false;
  private asking = 0;
  private unwanted = false;
  private repeating: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly link: PlayLink, private readonly options: QueueStoreOptions) {
    this.now = options.now ?? (() => performance.now());
    link.onQueueEvent((event) => void this.receive(event));
    link.status.subscribe(() => link.status.get() === 'online' && void this.again());
  }

  /**
   * While somebody attends, whatever is found is followed; that is for pages. What is asked for here is followed in any case. Whoever goes while looking has
   * stopped looking.
   */
  attend(): () => void {
    this.attended++;
    return () => {
      this.attended--;
      const { stage } = this.state.get();
      if (this.attended > 0) return;
      this.expecting = false;
      if (stage === 'waiting' || stage === 'joining') void this.leave();
    };
  }

  async join(wish: QueueWish): Promise<void> {
    this.unwanted = false;
    this.expecting = true;
    if (this.state.get().stage !== 'waiting') this.state.set({ stage: 'joining', wish });
    await this.ask(wish);
  }

  async leave(): Promise<void> {
    this.unwanted = true;
    this.expecting = false;
    this.state.set(notLooking);
    // Once there is a connection it is told.
    if (this.link.status.get() !== 'online') return;
    const code = await this.link.invoke<Receipt>('LeaveQueue').then((receipt) => receipt.code, codeOf);
    if (code === 'match_found') await this.declineFound();
    else if (code === 'token_expired') this.later();
    else if (code !== 'offline') this.unwanted = false;
  }

  async acceptSubstitute(): Promise<void> {
    const state = this.state.get();
    if (state.stage === 'waiting') this.state.set({ ...state, problem: null });
    this.expecting = true;
    try {
      this.take(await this.link.invoke<MatchFound>('AcceptSubstitute'));
    } catch (error) {
      await this.refusedSubstitute(codeOf(error));
    }
  }

  /** The offer stays, out of the way. */
  waitOn(): void {
    const state = this.state.get();
    if (state.stage === 'waiting' && state.offer) this.state.set({ ...state, offer: { ...state.offer, aside: true } });
  }

  /** Asks for another duel with the same opponent; when he has asked already the new one is found. */
  async rematch(pin: string): Promise<RematchState> {
    this.unwanted = false;
    this.expecting = true;
    const rematch = await this.link.invoke<RematchState>('Rematch', pin);
    if (rematch.matchId) this.take({ pin: rematch.matchId, opponent: null, seatMs: null });
    return rematch;
  }

  /** Takes one's own wish back, or says no to the other's. */
  async declineRematch(pin: string): Promise<void> {
    await this.link.invoke('DeclineRematch', pin);
  }

  /** Never to be matched with somebody (again), or to be once more. */
  async block(playerId: string, blocked: boolean): Promise<void> {
    await this.link.invoke('BlockPlayer', playerId, blocked);
  }

  /** The match is declined by its room: what the queue still says of it is no news. */
  dismiss(pin: string): void {
    const state = this.state.get();
    if (state.stage === 'found' && state.pin === pin) this.state.set(notLooking);
  }

  private async receive(event: QueueEvent): Promise<void> {
    if (event.type === 'MatchFound') {
      if (this.unwanted) return this.decline(event.pin);
      if (this.follows) this.take(event);
      return;
    }
    // Given up while an opponent was found, who did not come.
    if (event.type === 'QueueReturned' && this.unwanted) return this.leave();
    if (event.type === 'QueueLeft') this.unwanted = false;
    if (this.follows && !this.unwanted) this.show(reduceQueue(this.state.get(), event, this.now()));
  }

  private get follows(): boolean {
    return this.attended > 0 || this.expecting;
  }

  private async again(): Promise<void> {
    const state = this.state.get();
    if (this.unwanted) await this.leave();
    else if ((state.stage === 'waiting' || state.stage === 'joining') && this.asking === 0) await this.ask(state.wish);
    else if (state.stage === 'found' && state.seat === 'taking') await this.seat(state.pin);
  }

  private async ask(wish: QueueWish): Promise<void> {
    this.asking++;
    try {
      const ticket = await this.link.invoke<QueueTicket>('JoinQueue', wish);
      const { stage } = this.state.get();
      // Given up, or found, while the reply was under way.
      if (!this.unwanted && (stage === 'joining' || stage === 'waiting')) this.show(ticketed(this.state.get(), ticket, this.now()));
    } catch (error) {
      const code = codeOf(error);
      const { stage } = this.state.get();
      // The ticket one has is not gone with a question for it.
      if (code === 'token_expired' || (stage === 'waiting' && transient.has(code))) this.later();
      else if (code !== 'offline' && (stage === 'joining' || stage === 'waiting')) this.show({ ...notLooking, problem: code });
    } finally {
      this.asking--;
    }
  }

  private take(match: Omit<MatchFound, 'opponent' | 'seatMs'> & { opponent: MatchFound['opponent'] | null; seatMs: number | null }): void {
    this.show(found(this.state.get(), match, this.now()));
  }

  private show(next: QueueState): void {
    const before = this.state.get();
    if (next.stage === 'idle' && before.stage !== 'idle') this.expecting = false;
    this.state.set(next);
    if (next.stage === 'found' && !(before.stage === 'found' && before.pin === next.pin)) void this.seat(next.pin);
  }

  private async seat(pin: string): Promise<void> {
    try {
      await this.link.invoke<RoomSnapshot>('JoinRoom', pin, this.options.nickname(), null);
      this.seated(pin, 'taken');
    } catch (error) {
      const code = codeOf(error);
      if (code === 'token_expired') this.later();
      else if (code !== 'offline') this.seated(pin, 'refused');
    }
  }

  private seated(pin: string, seat: 'taken' | 'refused'): void {
    const state = this.state.get();
    if (state.stage === 'found' && state.pin === pin) this.state.set({ ...state, seat });
  }

  private async decline(pin: string): Promise<void> {
    const code = await this.link.invoke<Receipt>('LeaveRoom', pin).then(() => 'ok', codeOf);
    if (code === 'token_expired') this.later();
    // Any other refusal means that the match is over.
    else if (code !== 'offline') this.unwanted = false;
  }

  /** An opponent was found while giving up. The word of it was first, or is under way; or it was lost, and where the seat is must be asked. */
  private async declineFound(): Promise<void> {
    if (!this.unwanted) return;
    const standing = await this.options.standing().catch(() => null);
    if (!this.unwanted || !standing?.matchId) return;
    // Never a duel that is being played, on another page perhaps.
    const room = await this.link.invoke<RoomSnapshot>('Resync', standing.matchId).catch(() => null);
    if (this.unwanted && room?.phase === 'lobby' && room.duel?.rated) await this.decline(standing.matchId);
  }

  /** Says why, and puts right where the player is: in a match, still in the queue, or nowhere. */
  private async refusedSubstitute(code: string): Promise<void> {
    const standing = code === 'offline' ? null : await this.options.standing().catch(() => null);
    const state = this.state.get();
    if (this.unwanted || state.stage === 'found' || state.stage === 'joining') return;
    if (standing?.matchId) this.take({ pin: standing.matchId, opponent: null, seatMs: null });
    else if (state.stage === 'waiting' && (!standing || standing.queued)) this.state.set({ ...state, problem: code, offer: code === 'not_offered' ? null : state.offer });
    else this.show({ ...notLooking, problem: code });
  }

  private later(): void {
    clearTimeout(this.repeating);
    this.repeating = setTimeout(() => void this.again(), repeatMs);
  }
}

const codeOf = (error: unknown): string => toQuizError(error).code;
