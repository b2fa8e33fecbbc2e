import { endingOf, type Duel, type DuelSide, type Finished, type QueueStore } from '../../../sdk';
import { BlockButton } from './BlockButton';
import { EndButtons } from './EndButtons';
import { RematchButton } from './RematchButton';
import { ResultView, type ResultSide } from './ResultView';

const sideOf = ({ nickname, kind, score, rating, ratingAfter }: DuelSide): ResultSide => ({ nickname, kind, score, before: rating, after: ratingAfter });

export function DuelResult({ pin, duel, finished, me, other, queue }: { pin: string; duel: Duel; finished: Finished; me: DuelSide; other: DuelSide; queue: QueueStore }) {
  const ending = endingOf(finished, me.playerId);
  const again = ending.verdict !== 'void';
  return (
    <ResultView ending={ending} me={sideOf(me)} other={sideOf(other)} rated={duel.rated}>
      {again && <RematchButton pin={pin} rematchId={duel.rematchId ?? null} me={me} other={other} queue={queue} />}
      <EndButtons category={duel.category} queue={queue} first={!again} />
      {again && other.kind === 'human' && <BlockButton other={other} queue={queue} />}
    </ResultView>
  );
}
