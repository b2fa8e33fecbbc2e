import { endingOf, type Deadline, type Duel, type DuelSide, type Finished, type QueueStore } from '../../../sdk';
import { useTexts } from '../../texts';
import { BlockButton } from './BlockButton';
import { EndButtons } from './EndButtons';
import { RematchButton } from './RematchButton';
import { aloneText, ResultView, type ResultSide } from './ResultView';

const sideOf = ({ nickname, kind, score, rating, ratingAfter }: DuelSide): ResultSide => ({ nickname, kind, score, before: rating, after: ratingAfter });

interface Props { pin: string; duel: Duel; finished: Finished; wish: Deadline | null; me: DuelSide; other: DuelSide | null; queue: QueueStore; onAsked: () => Promise<void> }

/** Without an opponent nobody came. */
export function DuelResult({ pin, duel, finished, wish, me, other, queue, onAsked }: Props) {
  const { say } = useTexts();
  const ending = endingOf(finished, me.playerId);
  const again = ending.verdict !== 'void' && other !== null && !duel.inTurns;
  /** Who goes on leaves nobody waiting; should the word be lost, the wish lapses by itself. */
  const goOn = () => { if (again && other.wantsRematch && !duel.rematchId) void queue.declineRematch(pin).catch(() => undefined); };
  return (
    <ResultView ending={ending} me={sideOf(me)} other={other ? sideOf(other) : { nickname: say('yourFriend'), kind: 'human', score: 0, before: null, after: null }} rated={duel.rated} why={other ? undefined : aloneText(say, ending, duel.turn?.score ?? null)}>
      {again && <RematchButton pin={pin} duel={duel} wish={wish} me={me} other={other} queue={queue} onAsked={onAsked} />}
      <EndButtons category={duel.category} queue={queue} first={!again} onGo={goOn} />
      {ending.verdict !== 'void' && other && (other.kind === 'human' || other.kind === 'earlier') && <BlockButton other={other} queue={queue} />}
    </ResultView>
  );
}
