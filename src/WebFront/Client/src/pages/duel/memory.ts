import type { QueueState, QueueWish } from '../../../sdk';

const wishKey = 'quiz.duel';

/** What was last played, for the next time. */
export function lastWish(): QueueWish | null {
  try {
    const wish = JSON.parse(localStorage.getItem(wishKey) ?? 'null') as QueueWish | null;
    return wish && typeof wish.category === 'string' && typeof wish.language === 'string' ? wish : null;
  } catch {
    return null;
  }
}

export const keepWish = (wish: QueueWish): void => localStorage.setItem(wishKey, JSON.stringify({ category: wish.category, language: wish.language }));

const over = new Set<string>();

/** Seen to its end here: whatever the server still says of it, there is nothing to go back to. */
export const markOver = (pin: string): void => void over.add(pin);
export const isOver = (pin: string): boolean => over.has(pin);

/** The match to go to. */
export const toFollow = (state: QueueState): string | null => (state.stage === 'found' && !isOver(state.pin) ? state.pin : null);
