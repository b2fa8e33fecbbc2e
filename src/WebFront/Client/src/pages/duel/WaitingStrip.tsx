import { useElapsed, type QueueState } from '../../../sdk';
import { go } from '../../app/router';
import { useTexts } from '../../texts';
import { clock } from './formats';

/** That a search goes on, on a page that shows something else. */
export function WaitingStrip({ state }: { state: Extract<QueueState, { stage: 'waiting' }> }) {
  const { say, language } = useTexts();
  const waited = clock(useElapsed(state.since), language.code);
  return (
    <p className="note waiting-strip">
      <span>{say('looking')} <b className="figures">{waited}</b></span>
      <a href="/duel" onClick={(event) => { event.preventDefault(); go('/duel'); }}>{say('backToWait')}</a>
    </p>
  );
}
