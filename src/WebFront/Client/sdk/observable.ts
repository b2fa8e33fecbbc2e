/** A value with listeners, in the shape that React's useSyncExternalStore wants. */
export class Observable<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: T) {}

  readonly get = (): T => this.value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Resolves with the first value that is so: the present one, or one to come. */
  until<S extends T>(is: (value: T) => value is S): Promise<S>;
  until(is: (value: T) => boolean): Promise<T>;
  until(is: (value: T) => boolean): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        if (!is(this.value)) return;
        leave();
        resolve(this.value);
      };
      const leave = this.subscribe(look);
      look();
    });
  }

  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const listener of [...this.listeners]) listener();
  }

  update(change: Partial<T>): void {
    this.set({ ...this.value, ...change });
  }
}
