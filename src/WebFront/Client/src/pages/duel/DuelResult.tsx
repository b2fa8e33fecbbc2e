import { endingOf, type Duel, type DuelSide, type Finished, type QueueStore } from '../../../sdk';
import { useTexts } from '../../texts';
import { BlockButton } from './BlockButton';
import { EndButtons } from './EndButtons';
import { RematchButton } from './RematchButton';
import { aloneText, ResultView, type ResultSide } from './ResultView';

const sideOf = ({ nickname, kind, score, rating, ratingAfter }: DuelSide): ResultSide => ({ nickname, kind, score, before: rating, after: ratingAfter });

/** Without an opponent nobody came. */
export function DuelResult({ pin, duel, finished, me, other, queue }: { pin: string; duel: Duel; finished: Finished; me: DuelSide; other: DuelSide | null; queue: QueueStore }) {
  const { say } = useTexts();
  const ending = endingOf(finished, me.playerId);
  const again = ending.verdict !== 'void' && other !== null && !duel.inTurns;
  return (
    <ResultView ending={ending} me={sideOf(me)} other={other ? sideOf(other) : { nickname: say('yourFriend'), kind: 'human', score: 0, before: null, after: null }} rated={duel.rated} why={other ? undefined : aloneText(say, ending, duel.turn?.score ?? null)}>
      {again && <RematchButton pin={pin} rematchId={duel.rematchId ?? null} me={me} other={other} queue={queue} />}
      <EndButtons category={duel.category} queue={queue} first={!again} />
      {ending.verdict !== 'void' && other && (other.kind === 'human' || other.kind === 'earlier') && <BlockButton other={other} queue={queue} />}
    </ResultView>
  );
}
