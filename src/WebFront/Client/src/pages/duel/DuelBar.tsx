import { useCountdown, type Deadline, type DuelSide } from '../../../sdk';
import { Check } from '../../components/Distribution';
import { useTexts } from '../../texts';
import { clock } from './formats';

const urgentSeconds = 30;

/** Both scores, growing towards each other, and what is left of the whole duel between them. Without an opponent it is the first of two turns. */
export function DuelBar({ me, other, most, match, asking }: { me: DuelSide; other: DuelSide | null; most: number; match: Deadline | null; asking: boolean }) {
  const { say, language } = useTexts();
  const seconds = useCountdown(match);
  const time = seconds === null ? null : clock(seconds, language.code);
  return (
    <div className="duel-bar" data-testid="duel-bar">
      <Side side={me} most={most} name={say('you')} testId="own-score" />
      {time && (
        <span className="duel-time figures" role="timer" aria-live="off" data-urgent={(seconds ?? 0) <= urgentSeconds || undefined} aria-label={say('matchLeft', { time })} data-testid="match-time">
          <span aria-hidden="true">{time}</span>
        </span>
      )}
      {other ? <Side side={other} most={most} name={other.nickname} testId="opponent-score" theirs asking={asking} />
        : <div className="duel-side" data-theirs><span className="duel-side-name">{say('yourFriend')}</span><span className="duel-side-state"><span className="tag">{say('playsLater')}</span></span></div>}
    </div>
  );
}

function Side({ side, most, name, testId, theirs = false, asking = false }: { side: DuelSide; most: number; name: string; testId: string; theirs?: boolean; asking?: boolean }) {
  const { say, language } = useTexts();
  return (
    <div className="duel-side" data-theirs={theirs || undefined} role="group" aria-label={say('scoreIs', { name, score: side.score })}>
      <span className="duel-side-name"><bdi>{name}</bdi></span>
      <b className="figures" data-testid={testId}>{new Intl.NumberFormat(language.code).format(side.score)}</b>
      <span className="duel-track" aria-hidden="true"><i style={{ inlineSize: `${most ? Math.min(100, (side.score / most) * 100) : 0}%` }} /></span>
      {theirs && (asking || !side.connected) && (
        <span className="duel-side-state" data-testid={side.answered ? 'opponent-answered' : undefined}>
          {!side.connected ? <span className="tag" data-tone="bad">{say('awayWord')}</span>
            : side.answered ? <span className="tag" data-tone="good"><Check />{say('answeredWord')}</span>
            : side.kind !== 'human' ? <span className="tag">{say(side.kind)}</span> : null}
        </span>
      )}
    </div>
  );
}
