import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());
addEventListener('popstate', tell);

export function go(path: string): void {
  history.pushState(null, '', path);
  scrollTo(0, 0);
  tell();
}

export const usePath = (): string =>
  useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => location.pathname);

export type Route =
  | { page: 'home' | 'hostSetup' }
  | { page: 'play' | 'host' | 'screen'; pin: string };

/** PINs are read out and typed: case and spaces do not matter. */
export const plainPin = (pin: string): string => pin.replace(/\s/g, '').toUpperCase();

export function routeOf(path: string): Route {
  const [page, pin] = path.split('/').filter(Boolean);
  if (pin && (page === 'play' || page === 'host' || page === 'screen')) return { page, pin: plainPin(decodeURIComponent(pin)) };
  return { page: page === 'host' ? 'hostSetup' : 'home' };
}
