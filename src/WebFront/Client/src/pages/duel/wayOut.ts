import type { Duel, Phase } from '../../../sdk';

/** `decline`: no game yet, and nobody loses one. `stop`: the first of two turns, with nobody opposite. */
export type WayOut = 'decline' | 'stop' | 'giveUp';

/**
 * What it is to leave a duel now, by the server's rule: it begins with its first question. But whoever came for the second of two turns has begun it: the first's must not be
 * undone by somebody's looking in.
 */
export function wayOut(phase: Phase, { inTurns, turn }: Pick<Duel, 'inTurns' | 'turn'>): WayOut {
  if (phase === 'lobby') return 'decline';
  if (inTurns && !turn) return 'stop';
  return phase === 'countdown' && !turn ? 'decline' : 'giveUp';
}
