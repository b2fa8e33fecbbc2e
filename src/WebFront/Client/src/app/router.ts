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

export type Route =
  | { page: 'home' | 'hostSetup' | 'duels' | 'ladder' | 'account' | 'createAccount' | 'resetPassword' | 'generate' }
  | { page: 'bank' | 'admin'; open: string }
  | { page: 'play' | 'host' | 'screen' | 'duel'; pin: string };

/** PINs are read out and typed: case and spaces do not matter. */
export const plainPin = (pin: string): string => pin.replace(/\s/g, '').toUpperCase();

export function routeOf(path: string): Route {
  const [page, pin] = path.split('/').filter(Boolean);
  if (pin && (page === 'play' || page === 'host' || page === 'screen')) return { page, pin: plainPin(decodeURIComponent(pin)) };
  if (page === 'account') return { page: pin === 'create' ? 'createAccount' : pin === 'reset' ? 'resetPassword' : 'account' };
  // Of the bank: the list itself, "new", "import", or a question's id. Of administration: which part.
  if (page === 'bank' || page === 'admin') return { page, open: pin ? decodeURIComponent(pin) : '' };
  // A duel's link is followed, not typed.
  if (pin && page === 'duel') return { page, pin: decodeURIComponent(pin) };
  return { page: page === 'host' ? 'hostSetup' : page === 'duel' ? 'duels' : page === 'ladder' || page === 'generate' ? page : 'home' };
}
