import { useEffect, useState } from 'react';
import { toQuizError, type DuelSide, type QueueStore } from '../../../sdk';
import { announce } from '../../app/announce';
import { replace } from '../../app/router';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { wishToJoin } from '../play/useJoining';

/** Asked by one, by the other, or by both: then the new duel is found and followed. */
export function RematchButton({ pin, rematchId, me, other, queue }: { pin: string; rematchId: string | null; me: DuelSide; other: DuelSide; queue: QueueStore }) {
  const { say } = useTexts();
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const waits = (asked || me.wantsRematch) && !problem;
  const name = `⁨${other.nickname}⁩`;
  const wanted = other.wantsRematch && !waits && !rematchId;

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

  const ask = () => {
    setAsked(true);
    setProblem(null);
    queue.rematch(pin).catch((error: unknown) => setProblem(toQuizError(error).code));
  };

  if (rematchId) return <button type="button" className="button primary big" onClick={() => follow(rematchId)} data-testid="rematch-button">{say('rematchGo')}</button>;
  return (
    <div className="rematch">
      <button type="button" className="button primary big" disabled={waits} onClick={ask} data-testid="rematch-button">
        {waits ? say('rematchAsked', { name }) : say(wanted ? 'rematchAccept' : 'rematch')}
      </button>
      {/* Its line is there before it says anything: what comes must not move a button from under a finger. */}
      <p className="rematch-word small centered" data-tone={wanted ? 'good' : undefined} role={wanted ? undefined : 'status'}>{wanted ? say('rematchWanted', { name }) : !other.connected && say('hasLeft', { name })}</p>
      {problem && <Note tone="bad">{refusal(say, problem)}</Note>}
    </div>
  );
}
