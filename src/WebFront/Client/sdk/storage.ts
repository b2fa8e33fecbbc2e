export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** For programs outside a browser: kept as long as the program runs. */
export class MemoryStorage implements TextStorage {
  private readonly items = new Map<string, string>();

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}

/** The page's own storage; where there is no page, or its browser keeps nothing, a memory. Node has a `localStorage` that throws, or does nothing. */
export function pageStorage(name: 'localStorage' | 'sessionStorage'): TextStorage {
  try {
    const storage = globalThis.document ? globalThis[name] : null;
    return typeof storage?.getItem === 'function' ? storage : new MemoryStorage();
  } catch {
    return new MemoryStorage();
  }
}
