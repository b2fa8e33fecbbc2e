/** One after the other, as they are read out: whatever has no stop of its own gets one between. */
export const sentences = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter(Boolean).reduce<string>((said, part) => (said === '' ? part ?? '' : `${said}${/[.!?…؟]\u2069?$/.test(said) ? ' ' : '. '}${part}`), '');
