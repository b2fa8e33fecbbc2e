import { useEffect, useState } from 'react';
import { toQuizError, useCountdown, type Deadline, type Duel, type DuelSide, type QueueStore } from '../../../sdk';
import { announce } from '../../app/announce';
import { replace } from '../../app/router';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { wishToJoin } from '../play/useJoining';
import { useProblem } from '../useProblem';
import { rematchStep, rematchWord } from './rematchStep';

interface Props { pin: string; duel: Duel; wish: Deadline | null; me: DuelSide; other: DuelSide; queue: QueueStore; onAsked: () => Promise<void> }

/** Asked by one, by the other, or by both: then the new duel is found and followed. Either may say no, and a wish lasts only so long. */
export function RematchButton({ pin, duel, wish, me, other, queue, onAsked }: Props) {
  const { say } = useTexts();
  const [asked, setAsked] = useState(false);
  const [pending, setPending] = useState<'ask' | 'decline' | null>(null);
  const [problem, setProblem] = useProblem();
  const seconds = useCountdown(wish);
  const name = `⁨${other.nickname}⁩`;
  const rematchId = duel.rematchId ?? null;
  const step = rematchStep({ duel, me, other, asking: pending === 'ask', over: seconds === 0 });
  const word = rematchWord({ step, duel, me, other });

  const wanted = step === 'wanted';
  useEffect(() => { if (wanted) announce(say('rematchWanted', { name }), true); }, [wanted, name, say]);

  const follow = (matchId: string) => {
    wishToJoin(matchId, me.nickname);
    replace(`/duel/${encodeURIComponent(matchId)}`);
  };
  // The word that the other agreed was missed with the connection, and came with a snapshot.
  useEffect(() => {
    if (!asked || !rematchId) return;
    wishToJoin(rematchId, me.nickname);
    replace(`/duel/${encodeURIComponent(rematchId)}`);
  }, [asked, rematchId, me.nickname]);

  const send = (what: 'ask' | 'decline', call: (pin: string) => Promise<unknown>) => {
    setAsked(what === 'ask');
    setPending(what);
    setProblem(null);
    // A page that has shown the result for long hears of its room no more, but for this.
    void call(pin).then(onAsked).catch((error: unknown) => setProblem(toQuizError(error).code)).finally(() => setPending(null));
  };

  if (rematchId) return <button type="button" className="button primary big" onClick={() => follow(rematchId)} data-testid="rematch-button">{say('rematchGo')}</button>;
  return (
    <div className="rematch">
      <button type="button" className="button primary big" disabled={step === 'waits' || step === 'declined'} onClick={() => send('ask', (room) => queue.rematch(room))} data-testid="rematch-button">
        {step === 'waits' ? say('rematchAsked', { name }) : say(wanted ? 'rematchAccept' : 'rematch')}
        {step === 'waits' && seconds !== null && <span className="rematch-left" aria-hidden="true">{seconds}</span>}
      </button>
      {/* Its line is there before it says anything: what comes must not move a button from under a finger. */}
      <div className="rematch-line small">
        <p className="rematch-word" data-tone={wanted ? 'good' : undefined} role={wanted ? undefined : 'status'}>{word && say(word, { name })}</p>
        {(step === 'waits' || wanted) && <button type="button" className="button quiet small" disabled={pending !== null} onClick={() => send('decline', (room) => queue.declineRematch(room))} data-testid="rematch-decline">{say(wanted ? 'rematchDecline' : 'rematchTakeBack')}</button>}
      </div>
      {problem && <Note tone="bad">{refusal(say, problem)}</Note>}
    </div>
  );
}
