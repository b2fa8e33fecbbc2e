import { useEffect } from 'react';
import { useDuelQueue, useIdentity } from '../../../sdk';
import { announce } from '../../app/announce';
import { go, replace } from '../../app/router';
import type { Route } from '../../app/routes';
import { useTexts } from '../../texts';
import { ownName } from '../ownName';
import { wishToJoin } from '../play/useJoining';
import { DuelPage } from './DuelPage';
import { DuelsPage } from './DuelsPage';
import { LadderPage } from './LadderPage';
import { toFollow } from './memory';
import { WaitingStrip } from './WaitingStrip';
import '../../styles/duel.css';

/** All pages of duels. While one of them is shown a search goes on, and what it finds is followed. */
export default function DuelSection({ route }: { route: Route }) {
  const { say } = useTexts();
  const identity = useIdentity();
  const { state, queue } = useDuelQueue();
  const found = toFollow(state);
  const opponent = found && state.stage === 'found' ? state.opponent?.nickname : undefined;
  const inDuel = route.page === 'duel';
  const nickname = ownName(identity);

  useEffect(() => {
    if (!found) return;
    wishToJoin(found, nickname);
    const path = `/duel/${encodeURIComponent(found)}`;
    // From one duel to its rematch there is no way back to want.
    if (location.pathname.startsWith('/duel/')) replace(path);
    else go(path);
  }, [found, nickname]);

  useEffect(() => { if (opponent) announce(say('opponentFound', { name: opponent }), true); }, [opponent, say]);

  const waits = state.stage === 'waiting';
  useEffect(() => { if (waits && inDuel) replace('/duel'); }, [waits, inDuel]);

  switch (route.page) {
    case 'duel':
      return <DuelPage key={route.pin} pin={route.pin} queue={queue} />;
    case 'ladder':
      return <>{state.stage === 'waiting' && <WaitingStrip state={state} />}<LadderPage /></>;
    default:
      return <DuelsPage state={state} queue={queue} />;
  }
}
