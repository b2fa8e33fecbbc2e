import { matchEnding, useIdentity, useRead, type Match } from '../../../sdk';
import { go } from '../../app/router';
import { useTexts } from '../../texts';
import { categoryName, signed } from './formats';
import { useSeenAgain } from './useSeenAgain';

const verdicts = { won: 'm_won', lost: 'm_lost', draw: 'm_draw', void: 'm_void' } as const;

export function LastDuels() {
  const { say } = useTexts();
  const identity = useIdentity();
  const { value, again } = useRead((api) => api.matches(8), 'matches');
  useSeenAgain(again);
  const shown = value?.items.filter(({ status, waitsUntil }) => status === 'completed' || status === 'abandoned' || waitsUntil);
  return (
    <section className="card">
      <h2>{say('lastDuels')}</h2>
      {shown?.length === 0 && <p className="soft">{say('noDuels')}</p>}
      {shown && identity && (
        <ul className="last-duels" data-testid="last-duels">
          {shown.map((match) => (match.waitsUntil ? <Waiting key={match.matchId} match={match} /> : <Row key={match.matchId} match={match} me={identity.playerId} />))}
        </ul>
      )}
    </section>
  );
}

/** One's own turn is played, and the friend's is not: its link is a click away. */
function Waiting({ match: { matchId, category, waitsUntil } }: { match: Match }) {
  const { say, language } = useTexts();
  const link = `/duel/${encodeURIComponent(matchId)}`;
  return (
    <li>
      <span className="tag">{say('m_waiting')}</span>
      <span className="last-duel-who">
        <a href={link} onClick={(event) => { event.preventDefault(); go(link); }} data-testid="waiting-duel">{say('yourFriend')}</a>
        <small><bdi>{categoryName(say, category)}</bdi></small>
      </span>
      <small className="last-duel-score">{say('untilTime', { time: new Intl.DateTimeFormat(language.code, { weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(new Date(waitsUntil ?? 0)) })}</small>
    </li>
  );
}

function Row({ match, me }: { match: Match; me: string }) {
  const { say, language } = useTexts();
  const own = match.players.find((player) => player.playerId === me);
  const other = match.players.find((player) => player.playerId !== me);
  const { verdict } = matchEnding(match, me);
  const numbers = new Intl.NumberFormat(language.code);
  const change = own?.ratingBefore != null && own.ratingAfter != null ? own.ratingAfter - own.ratingBefore : null;
  return (
    <li>
      <span className="tag" data-tone={verdict === 'won' ? 'good' : undefined}>{say(verdicts[verdict])}</span>
      <span className="last-duel-who">
        <bdi>{other?.nickname ?? '–'}</bdi>
        <small>{other && other.kind !== 'human' ? `${say(other.kind)} · ` : ''}<bdi>{categoryName(say, match.category)}</bdi></small>
      </span>
      <span className="last-duel-score figures">
        {verdict !== 'void' && <bdi dir="ltr">{numbers.format(own?.score ?? 0)} : {numbers.format(other?.score ?? 0)}</bdi>}
        {change !== null && <small><bdi dir="ltr">{signed(change, language.code)}</bdi></small>}
      </span>
    </li>
  );
}
