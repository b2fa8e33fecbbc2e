import type { Guest } from './wire';

/**
 * Who this browser is. The token lives in localStorage, so a reload or a new tab is the same player. `?as=name` gives the tab
 * (sessionStorage) another identity, kept under that name, so that one browser can be several players in tests.
 */
export class IdentityStore {
  private readonly key: string;

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, as: string | null) {
    this.key = as ? `quiz.identity:${as}` : 'quiz.identity';
  }

  read(): Guest | null {
    try {
      const stored = JSON.parse(this.storage.getItem(this.key) ?? 'null') as (Guest & { expiresAt: number }) | null;
      return stored && stored.expiresAt > Date.now() ? stored : null;
    } catch {
      return null;
    }
  }

  write(guest: Guest): void {
    this.storage.setItem(this.key, JSON.stringify({ ...guest, expiresAt: Date.now() + guest.expiresInSeconds * 1000 }));
  }

  forget(): void {
    this.storage.removeItem(this.key);
  }
}

/** Reads `?as=` once and keeps it for the tab. */
export function tabIdentityName(): string | null {
  const asked = new URLSearchParams(location.search).get('as');
  if (asked !== null) sessionStorage.setItem('quiz.as', asked);
  return sessionStorage.getItem('quiz.as') || null;
}
