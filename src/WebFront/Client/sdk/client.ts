import { PlayConnection } from './connection';
import type { QueueWish } from './duelWire';
import { QuizError, toQuizError } from './errors';
import { GenerationMemory } from './generationMemory';
import { GenerationStore } from './generationStore';
import { IdentityStore, isGuest, tabIdentityName, type Identity } from './identity';
import type { LastingHub } from './lastingHub';
import type { Observable } from './observable';
import { QuestionsConnection } from './questionsConnection';
import { QueueStore } from './queueStore';
import { QuizApi } from './rest';
import { RoomStore, type Role } from './roomStore';
import { pageStorage } from './storage';
import { Tokens } from './tokens';
import type { RoomCreated, RoomSettings, SignedIn } from './wire';

export interface QuizClientOptions {
  /** Where the server is, without a slash at the end; empty for the page's own origin. Outside a browser it is needed. */
  baseUrl?: string;
  /** Where the identity is kept: the browser's localStorage; outside a browser nowhere, so that each client is another player. */
  identities?: IdentityStore;
}

/** One player's (or host's, or screen's) way to the server: identity, REST and the play hub. */
export class QuizClient {
  /** A guest or somebody with an account; see `isGuest`. */
  readonly identity: Observable<Identity | null>;
  readonly api: QuizApi;
  readonly connection: PlayConnection;
  /** Looking for an opponent. */
  readonly queue: QueueStore;
  /** Questions by a language model, over a connection of their own that is there while somebody attends. */
  readonly generation: GenerationStore;
  private readonly tokens: Tokens;
  private signingIn: Promise<Identity> | null = null;
  /** A sign-in is about to end by our own doing; the server may close the connection before it answers. */
  private leaving: Promise<unknown> = Promise.resolve();

  constructor({ baseUrl = '', identities }: QuizClientOptions = {}) {
    this.api = new QuizApi(baseUrl, () => this.token(), () => this.tokens.renew());
    this.tokens = new Tokens({
      store: identities ?? new IdentityStore(pageStorage('localStorage'), tabIdentityName()),
      renew: (refreshToken, nickname) => this.api.renewSignIn(refreshToken, nickname),
      // A guest's name is all that is lost; an account's owner is asked for the password.
      onEnded: (who) => { if (isGuest(who)) void this.signIn(who.nickname, who.nameless).catch(() => undefined); },
    });
    this.identity = this.tokens.identity;
    const token = async () => { await this.leaving; return this.token(); };
    const renew = async () => { await this.leaving; await this.tokens.renew(); };
    this.connection = new PlayConnection(`${baseUrl}/hubs/play`, token, renew);
    const questions = new QuestionsConnection(`${baseUrl}/hubs/questions`, token, renew);
    this.followIdentity(this.connection, questions);
    this.generation = new GenerationStore(questions, { playerId: () => this.identity.get()?.playerId ?? null, memory: new GenerationMemory(pageStorage('sessionStorage')) });
    this.queue = new QueueStore(this.connection, { nickname: () => this.identity.get()?.nickname ?? '', standing: () => this.api.duelStanding() });
  }

  /** Who we are; signs in as a guest the first time. `nameless`: the nickname is nobody's word, and the first that somebody says takes its place. */
  async signIn(nickname: string, nameless = false): Promise<Identity> {
    const known = this.identity.get();
    if (known && (nameless || !known.nameless)) return known;
    this.signingIn ??= (known ? this.tokens.rename(nickname) : this.api.guest(nickname).then((who) => this.tokens.take(who, nameless))).finally(() => { this.signingIn = null; });
    return this.signingIn;
  }

  /** Another name for a guest, who stays the same player. */
  rename(nickname: string): Promise<Identity> {
    return this.tokens.rename(nickname);
  }

  /** An account; who is a guest now keeps his identity and all he has. */
  async createAccount(email: string, password: string, nickname: string): Promise<Identity> {
    const guest = this.identity.get();
    const create = (refreshToken?: string) => this.api.createAccount({ email, password, nickname, refreshToken });
    const created = isGuest(guest)
      ? await create(guest?.refreshToken).catch((error: unknown) => { if (toQuizError(error).code !== 'session_ended') throw error; return create(); })
      : await create();
    return this.tokens.take(created);
  }

  signInWithPassword(email: string, password: string): Promise<Identity> {
    return this.change(this.api.signIn(email, password));
  }

  resetPassword(email: string, code: string, password: string): Promise<Identity> {
    return this.change(this.api.confirmReset(email, code, password));
  }

  async changePassword(current: string, password: string): Promise<void> {
    await this.leave(async () => this.tokens.take(await this.api.changePassword(current, password)));
  }

  /** Here; or on all devices. */
  async signOut(everywhere = false): Promise<void> {
    const who = this.identity.get();
    if (!who) return;
    await this.leave(async () => {
      if (everywhere) await this.api.signOutEverywhere();
      else await this.api.signOut(who.refreshToken);
      this.tokens.forget();
    });
  }

  /** The next token now: with roles as they have become. */
  async renewRoles(): Promise<void> {
    await this.tokens.renew();
  }

  async deleteAccount(password: string): Promise<void> {
    await this.leave(async () => {
      await this.api.deleteAccount(password);
      this.tokens.forget();
    });
  }

  /** A room to follow. Open it when its page is shown, close it after. */
  room(pin: string, role: Role): RoomStore {
    return new RoomStore(this.connection, pin, { role, playerId: this.identity.get()?.playerId ?? null });
  }

  async createRoom(settings: RoomSettings): Promise<RoomCreated> {
    await this.connected();
    return this.connection.invoke<RoomCreated>('CreateRoom', settings);
  }

  /** A duel with an open seat, for whoever has its link; in turns, it begins at once, and he plays later. */
  async challenge(wish: QueueWish, inTurns = false): Promise<RoomCreated> {
    await this.connected();
    return this.connection.invoke<RoomCreated>('ChallengeFriend', { ...wish, inTurns });
  }

  private async connected(): Promise<void> {
    if (this.connection.status.get() !== 'online') await this.connection.start();
  }

  /** The connection waits for what becomes of it: until then its token is neither good nor to be renewed. */
  private leave<T>(work: () => Promise<T>): Promise<T> {
    const done = work();
    this.leaving = done.catch(() => undefined);
    return done;
  }

  /** Somebody signs in: a guest who was here before leaves. */
  private async change(signingIn: Promise<SignedIn>): Promise<Identity> {
    const who = await signingIn;
    const before = this.identity.get();
    const now = this.tokens.take(who);
    if (before && isGuest(before) && before.playerId !== now.playerId) void this.api.signOut(before.refreshToken).catch(() => undefined);
    return now;
  }

  /** A connection shows each new token of the same player, is made anew for another, and ends with the sign-out. */
  private followIdentity(...connections: LastingHub[]): void {
    let before = this.identity.get();
    this.identity.subscribe(() => {
      const now = this.identity.get();
      for (const connection of connections) {
        if (now && before?.playerId === now.playerId) void connection.renewToken(now.token);
        else if (now) void connection.restart();
        else void connection.stop();
      }
      before = now;
    });
  }

  /** What is asked for while the sign-in is under way waits for it. */
  private async token(): Promise<string> {
    if (!this.identity.get()) await this.signingIn;
    if (!this.identity.get()) throw new QuizError('unauthenticated', 'Sign in first.');
    return this.tokens.fresh();
  }
}
