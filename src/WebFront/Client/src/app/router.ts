import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());
addEventListener('popstate', tell);

export function go(path: string): void {
  history.pushState(null, '', path);
  scrollTo(0, 0);
  tell();
}

/** Like go, without a way back: the page left had nothing of its own to show. */
export function replace(path: string): void {
  if (path === location.pathname) return;
  history.replaceState(null, '', path);
  scrollTo(0, 0);
  tell();
}

export const usePath = (): string =>
  useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => location.pathname);
