import type { Duel, DuelSide } from '../../../sdk';
import type { TextKey } from '../../texts';

/** `declined`: by the other, who alone can change his mind. */
export type RematchStep = 'open' | 'waits' | 'wanted' | 'declined';

interface Situation { duel: Duel; me: DuelSide; other: DuelSide; /** The call is under way. */ asking: boolean; /** The wish's time is up by this page's clock, whether the server has said so or not. */ over: boolean }

const isOff = ({ rematchOff }: Duel, reason: string, side: DuelSide) => rematchOff?.reason === reason && rematchOff.playerId === side.playerId;

/** What a player can do about a rematch now. */
export function rematchStep({ duel, me, other, asking, over }: Situation): RematchStep {
  if (asking || (me.wantsRematch && !over)) return 'waits';
  if (other.wantsRematch && !over) return 'wanted';
  return isOff(duel, 'declined', other) ? 'declined' : 'open';
}

/** What there is to say about it. */
export function rematchWord({ step, duel, me, other }: Pick<Situation, 'duel' | 'me' | 'other'> & { step: RematchStep }): TextKey | null {
  if (step === 'wanted') return 'rematchWanted';
  if (step === 'declined') return 'rematchDeclined';
  if (isOff(duel, 'elsewhere', other)) return 'rematchElsewhere';
  if (step === 'open' && (me.wantsRematch || isOff(duel, 'expired', me))) return 'rematchExpired';
  return other.connected ? null : 'hasLeft';
}
