import { useEffect, useRef, useState } from 'react';
import { toQuizError, useIdentity, useQuiz, useRead, type QueueState, type QueueStore } from '../../../sdk';
import { replace } from '../../app/router';
import { useTexts } from '../../texts';
import { ownName } from '../ownName';
import { wishToJoin } from '../play/useJoining';
import { FindOpponent } from './FindOpponent';
import { isOver } from './memory';
import { NameForm } from './NameForm';
import { useSeenAgain } from './useSeenAgain';
import { WaitingView } from './WaitingView';

/** Where duels begin. After a reload it goes on where the player was: in a duel, or in the queue. */
export function DuelsPage({ state, queue }: { state: QueueState; queue: QueueStore }) {
  const { say } = useTexts();
  const identity = useIdentity();
  const standing = useRead((api) => api.duelStanding(), 'standing');
  const nickname = ownName(identity);
  const running = standing.value?.matchId && !isOver(standing.value.matchId) ? standing.value.matchId : null;
  const queued = running ? null : standing.value?.queued;

  useEffect(() => {
    if (!running) return;
    wishToJoin(running, nickname);
    replace(`/duel/${encodeURIComponent(running)}`);
  }, [running, nickname]);

  // Once: whoever stops looking on this page has stopped, and what another tab looks for later is that tab's.
  const asked = useRef(false);
  const isKnown = standing.value !== null;
  useEffect(() => {
    if (!isKnown || asked.current) return;
    asked.current = true;
    if (queued && queue.state.get().stage === 'idle') void queue.join(queued);
  }, [isKnown, queued, queue]);

  // Another page plays: go there.
  const elsewhere = state.stage === 'idle' && state.problem === 'in_duel';
  const { again } = standing;
  useSeenAgain(again);
  useEffect(() => { if (elsewhere) again(); }, [elsewhere, again]);

  if (!nickname) return <AskName />;
  if (state.stage === 'waiting') return <WaitingView state={state} queue={queue} />;
  if (running || (!standing.value && !standing.problem)) return <p className="waiting-text" role="status">{say('loading')}</p>;
  return <FindOpponent state={state} queue={queue} ratings={standing.value?.ratings ?? []} onInDuel={again} />;
}

function AskName() {
  const { say } = useTexts();
  const client = useQuiz();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const signIn = (nickname: string) => {
    setBusy(true);
    setProblem(null);
    client.signIn(nickname).catch((error: unknown) => setProblem(toQuizError(error).code)).finally(() => setBusy(false));
  };
  return <NameForm title={say('duelTitle')} lead={say('duelHint')} action={say('goOn')} busy={busy} problem={problem} onName={signIn} />;
}
