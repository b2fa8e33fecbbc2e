import { useState } from 'react';
import { toQuizError, type DuelSide, type QueueStore } from '../../../sdk';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { useProblem } from '../useProblem';

/** Not to be matched with this opponent any more; taken back with the same button. */
export function BlockButton({ other, queue }: { other: DuelSide; queue: QueueStore }) {
  const { say } = useTexts();
  const [blocked, setBlocked] = useState(false);
  const [problem, setProblem] = useProblem();
  const name = `⁨${other.nickname}⁩`;
  const toggle = () => {
    setProblem(null);
    queue.block(other.playerId, !blocked).then(() => setBlocked(!blocked)).catch((error: unknown) => setProblem(toQuizError(error).code));
  };
  return (
    <div className="end-buttons">
      {problem && <Note tone="bad">{problem === 'too_many' ? say('tooManyBlocked') : refusal(say, problem)}</Note>}
      <button type="button" className="button quiet" aria-pressed={blocked} onClick={toggle} data-testid="block-button">{say(blocked ? 'blockedOpponent' : 'blockOpponent', { name })}</button>
    </div>
  );
}
