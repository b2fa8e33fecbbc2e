import { useEffect } from 'react';
import { matchEnding, useIdentity, useRead, type MatchPlayer, type QueueStore } from '../../../sdk';
import { go } from '../../app/router';
import { Note } from '../../components/Note';
import { refusal, useTexts, type Say } from '../../texts';
import { EndButtons } from './EndButtons';
import { markOver } from './memory';
import { aloneText, ResultView, type ResultSide } from './ResultView';

const sideOf = (player: MatchPlayer): ResultSide =>
  ({ nickname: player.nickname, kind: player.kind, score: player.score, before: player.ratingBefore ?? null, after: player.ratingAfter ?? null });

/** A duel's address is a link, and nobody typed a PIN. */
const goneText = (say: Say, code: string | undefined): string => (code === 'room_not_found' ? say('duelGone') : refusal(say, code));

/** A duel whose room is gone: its result, if it was one's own; else why there is nothing to see. */
export function StoredDuel({ pin, code, queue }: { pin: string; code: string | undefined; queue: QueueStore }) {
  const { say } = useTexts();
  const identity = useIdentity();
  const { value: match, problem } = useRead((api) => api.match(pin), `match:${pin}`);
  const over = match?.endedAt != null;
  useEffect(() => {
    if (over) markOver(pin);
    queue.dismiss(pin);
  }, [over, pin, queue]);

  if (!match && !problem) return <p className="waiting-text" role="status">{say('loading')}</p>;
  const me = match?.players.find((player) => player.playerId === identity?.playerId);
  const other = match?.players.find((player) => player.playerId !== identity?.playerId);
  if (match && me && match.endedAt) {
    const ending = matchEnding(match, me.playerId);
    return (
      <ResultView ending={ending} me={sideOf(me)} other={other ? sideOf(other) : { nickname: say('yourFriend'), kind: 'human', score: 0, before: null, after: null }} rated={match.rated}
        why={other ? undefined : aloneText(say, { ...ending, byMe: true }, me.score || null)}>
        <EndButtons category={match.category} queue={queue} first />
      </ResultView>
    );
  }
  // The first of two turns is still being played.
  const early = code === 'not_your_turn';
  return (
    <div className="card stack narrow">
      {early ? (
        <>
          <h1>{say('invited')}</h1>
          <Note>{refusal(say, code)}</Note>
          <button type="button" className="button primary" onClick={() => location.reload()} data-testid="not-your-turn">{say('tryAgain')}</button>
        </>
      ) : <h1>{goneText(say, code)}</h1>}
      <button type="button" className={early ? 'button quiet' : 'button primary'} onClick={() => go('/duel')}>{say('duel')}</button>
      <button type="button" className="button quiet" onClick={() => go('/')}>{say('home')}</button>
    </div>
  );
}
