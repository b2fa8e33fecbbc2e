import { PlayConnection } from './connection';
import type { QueueWish } from './duelWire';
import { QuizError } from './errors';
import { IdentityStore, tabIdentityName } from './identity';
import { Observable } from './observable';
import { QueueStore } from './queueStore';
import { QuizApi } from './rest';
import { RoomStore, type Role } from './roomStore';
import type { Guest, RoomCreated, RoomSettings } from './wire';

export interface QuizClientOptions {
  /** Where the server is, without a slash at the end; empty for the page's own origin. */
  baseUrl?: string;
  identities?: IdentityStore;
}

/** One player's (or host's, or screen's) way to the server: identity, REST and the play hub. */
export class QuizClient {
  readonly identity: Observable<Guest | null>;
  readonly api: QuizApi;
  readonly connection: PlayConnection;
  /** Looking for an opponent. */
  readonly queue: QueueStore;
  private readonly identities: IdentityStore;
  private signingIn: Promise<Guest> | null = null;

  constructor({ baseUrl = '', identities }: QuizClientOptions = {}) {
    this.identities = identities ?? new IdentityStore(localStorage, tabIdentityName());
    this.identity = new Observable(this.identities.read());
    this.api = new QuizApi(baseUrl, this.token);
    this.connection = new PlayConnection(`${baseUrl}/hubs/play`, this.token, async () => {
      await this.renew();
    });
    this.queue = new QueueStore(this.connection, { nickname: () => this.identity.get()?.nickname ?? '' });
  }

  /** Who we are; signs in as a guest the first time. */
  async signIn(nickname: string): Promise<Guest> {
    const known = this.identity.get();
    if (known) return known;
    this.signingIn ??= this.newGuest(nickname).finally(() => { this.signingIn = null; });
    return this.signingIn;
  }

  /** A room to follow. Open it when its page is shown, close it after. */
  room(pin: string, role: Role): RoomStore {
    return new RoomStore(this.connection, pin, { role, playerId: this.identity.get()?.playerId ?? null });
  }

  createRoom(settings: RoomSettings): Promise<RoomCreated> {
    return this.connection.invoke<RoomCreated>('CreateRoom', settings);
  }

  /** A duel with an open seat, for whoever has its link. */
  challenge(wish: QueueWish): Promise<RoomCreated> {
    return this.connection.invoke<RoomCreated>('ChallengeFriend', wish);
  }

  /** A token that the server no longer takes: a new guest under the same name. */
  private async renew(): Promise<void> {
    const { nickname } = this.identity.get() ?? { nickname: 'Guest' };
    this.identities.forget();
    this.identity.set(null);
    await this.signIn(nickname);
  }

  private async newGuest(nickname: string): Promise<Guest> {
    const guest = await this.api.guest(nickname);
    this.identities.write(guest);
    this.identity.set(guest);
    return guest;
  }

  /** What is asked for while the sign-in is under way waits for it. */
  private readonly token = async (): Promise<string> => {
    const guest = this.identity.get() ?? (await this.signingIn);
    if (!guest) throw new QuizError('unauthenticated', 'Sign in first.');
    return guest.token;
  };
}
