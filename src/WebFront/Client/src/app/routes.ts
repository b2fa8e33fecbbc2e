export type Route =
  | { page: 'home' | 'unknown' | 'hostSetup' | 'duels' | 'ladder' | 'account' | 'createAccount' | 'resetPassword' | 'generate' }
  | { page: 'bank' | 'admin'; open: string }
  | { page: 'play' | 'host' | 'screen' | 'duel'; pin: string };

/** PINs are read out and typed: case and spaces do not matter. */
export const plainPin = (pin: string): string => pin.replace(/\s/g, '').toUpperCase();

/** What a browser would not decode is taken as it is written. */
function plainText(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function routeOf(path: string): Route {
  const [page, pin] = path.split('/').filter(Boolean);
  if (pin && (page === 'play' || page === 'host' || page === 'screen' || page === 'duel')) return { page, pin: plainPin(plainText(pin)) };
  if (page === 'account') return { page: pin === 'create' ? 'createAccount' : pin === 'reset' ? 'resetPassword' : 'account' };
  // Of the bank: the list itself, "new", "import", or a question's id. Of administration: which part.
  if (page === 'bank' || page === 'admin') return { page, open: pin ? plainText(pin) : '' };
  if (page === undefined || page === 'play' || page === 'screen') return { page: 'home' };
  return { page: page === 'host' ? 'hostSetup' : page === 'duel' ? 'duels' : page === 'ladder' || page === 'generate' ? page : 'unknown' };
}
