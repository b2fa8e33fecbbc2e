import { QuizError, toQuizError } from './errors';
import type { Identity, IdentityStore } from './identity';
import { Observable } from './observable';
import type { SignedIn } from './wire';

export interface TokensOptions {
  store: IdentityStore;
  /** Gets the next pair of tokens; a guest's may have another nickname in them. */
  renew: (refreshToken: string, nickname?: string) => Promise<SignedIn>;
  /** The sign-in has ended for good; whose it was. */
  onEnded?: (who: Identity) => void;
  /** Runs one at a time over all tabs of this browser. */
  exclusively?: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** Renewed so long before its end, so that a slow network does not matter; of a shorter token, a quarter of its life before. */
const aheadMs = ({ expiresInSeconds }: Identity): number => Math.min(120_000, expiresInSeconds * 250);
/** Not given out when it ends sooner than this. */
const spareMs = (identity: Identity): number => aheadMs(identity) / 4;
const retryMs = 10_000;
const soonestMs = 1000;
const longestTimerMs = 2_000_000_000;

/** A token is for one use, and tabs share it: they take turns. Where the browser has no locks, the server's leeway must do. */
const inTurn = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  globalThis.navigator?.locks ? navigator.locks.request(name, work) as Promise<T> : work();

/** Who we are, with a token that is always good: renewed ahead of its end, once for all who ask, and shared with the other tabs. */
export class Tokens {
  readonly identity: Observable<Identity | null>;
  private renewing: Promise<string> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: TokensOptions) {
    this.identity = new Observable(options.store.read());
    globalThis.addEventListener?.('storage', (event) => { if ((event as StorageEvent).key === options.store.key) this.adopt(options.store.read()); });
    this.plan();
  }

  /** Somebody has signed in; `nameless`: the nickname is not his word. */
  take(who: SignedIn, nameless = false): Identity {
    const identity = this.options.store.write(who, nameless);
    this.adopt(identity);
    return identity;
  }

  forget(): void {
    this.options.store.forget();
    this.adopt(null);
  }

  /** A token that is good now. */
  async fresh(): Promise<string> {
    const identity = this.identity.get();
    if (!identity) throw new QuizError('unauthenticated', 'Sign in first.');
    return identity.expiresAt - spareMs(identity) > Date.now() ? identity.token : this.renew();
  }

  /** The next token, whatever this device's clock says of the present one. */
  renew(): Promise<string> {
    this.renewing ??= this.next().finally(() => { this.renewing = null; });
    return this.renewing;
  }

  /** The same guest under another name, which is in his tokens. */
  async rename(nickname: string): Promise<Identity> {
    await this.renewing?.catch(() => undefined);
    this.renewing = this.next(nickname).finally(() => { this.renewing = null; });
    await this.renewing;
    return this.identity.get() as Identity;
  }

  private async next(nickname?: string): Promise<string> {
    const { store, renew, onEnded, exclusively = inTurn } = this.options;
    const before = this.identity.get();
    if (!before) throw new QuizError('unauthenticated', 'Sign in first.');
    return exclusively(`${store.key}.renew`, async () => {
      const kept = store.read();
      if (kept?.refreshToken !== before.refreshToken && (nickname === undefined || kept?.playerId !== before.playerId)) {
        // Another tab was first: with the next token, with another player, or with a sign-out.
        if (kept) return this.adopt(kept).token;
        this.forget();
        if (before.refreshEndsAt <= Date.now()) onEnded?.(before);
        throw new QuizError('unauthenticated', 'Sign in first.');
      }

      // A name goes also with the token that another tab got first.
      const current = kept ?? before;
      try {
        return this.take(await renew(current.refreshToken, nickname), nickname === undefined && current.nameless).token;
      } catch (thrown) {
        const error = toQuizError(thrown);
        if (error.code === 'session_ended' && this.identity.get()?.refreshToken === before.refreshToken) {
          this.forget();
          onEnded?.(before);
        } else {
          this.plan(retryMs);
        }
        throw error;
      }
    });
  }

  private adopt<T extends Identity | null>(identity: T): T {
    this.identity.set(identity);
    this.plan();
    return identity;
  }

  private plan(soonest = soonestMs): void {
    clearTimeout(this.timer);
    const identity = this.identity.get();
    if (!identity) return;
    const wait = Math.min(longestTimerMs, Math.max(soonest, identity.expiresAt - aheadMs(identity) - Date.now()));
    this.timer = setTimeout(() => void this.renew().catch(() => undefined), wait);
    // In Node the wait must not keep a program alive.
    (this.timer as { unref?: () => void }).unref?.();
  }
}
