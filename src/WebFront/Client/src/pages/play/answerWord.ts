import type { ConnectionStatus, OwnAnswer } from '../../../sdk';
import type { TextKey } from '../../texts';

/** What there is to say of an answer that was given. What is under way when the connection goes is kept, and goes with the next one. */
export function answerWord({ state }: OwnAnswer, connection: ConnectionStatus, changeable: boolean): TextKey | null {
  switch (state) {
    case 'saved':
      return changeable ? 'savedChange' : 'saved';
    case 'sending':
      return connection === 'online' ? 'sending' : 'waiting';
    case 'waiting':
    case 'refused':
      return state;
    default:
      return null;
  }
}
