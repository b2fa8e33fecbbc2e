import type { TextStorage } from './storage';
import type { SignedIn } from './wire';

/** Who this browser is, and until when its tokens are good, by this device's clock. The server has the last word on both. */
export interface Identity extends SignedIn {
  expiresAt: number; refreshEndsAt: number;
  /** Nobody has said this nickname: a page made it up for a guest who needed none. */
  nameless?: boolean;
}

export const isGuest = (identity: Identity | null): boolean => identity !== null && !identity.email;

/**
 * Keeps the identity in localStorage, so a reload or a new tab is the same player. `?as=name` gives the tab (sessionStorage) another identity,
 * kept under that name, so that one browser can be several players in tests.
 */
export class IdentityStore {
  readonly key: string;

  constructor(private readonly storage: TextStorage, as: string | null) {
    this.key = as ? `quiz.identity:${as}` : 'quiz.identity';
  }

  read(): Identity | null {
    try {
      const stored = JSON.parse(this.storage.getItem(this.key) ?? 'null') as Identity | null;
      return stored?.refreshToken && stored.refreshEndsAt > Date.now() ? stored : null;
    } catch {
      return null;
    }
  }

  write(who: SignedIn, nameless = false): Identity {
    const identity: Identity = { ...who, ...(nameless && { nameless }), expiresAt: Date.now() + who.expiresInSeconds * 1000, refreshEndsAt: Date.now() + who.refreshExpiresInSeconds * 1000 };
    this.storage.setItem(this.key, JSON.stringify(identity));
    return identity;
  }

  forget(): void {
    this.storage.removeItem(this.key);
  }
}

/** Reads `?as=` once and keeps it for the tab. Outside a browser there is none. */
export function tabIdentityName(): string | null {
  if (!globalThis.document) return null;
  const asked = new URLSearchParams(location.search).get('as');
  if (asked !== null) sessionStorage.setItem('quiz.as', asked);
  return sessionStorage.getItem('quiz.as') || null;
}
