import { matchEnding, useIdentity, useRead, type Match } from '../../../sdk';
import { useTexts } from '../../texts';
import { categoryName, signed } from './formats';

const verdicts = { won: 'm_won', lost: 'm_lost', draw: 'm_draw', void: 'm_void' } as const;

export function LastDuels() {
  const { say } = useTexts();
  const identity = useIdentity();
  const { value } = useRead((api) => api.matches(8), 'matches');
  const ended = value?.items.filter(({ status }) => status === 'completed' || status === 'abandoned');
  return (
    <section className="card">
      <h2>{say('lastDuels')}</h2>
      {ended?.length === 0 && <p className="soft">{say('noDuels')}</p>}
      {ended && identity && <ul className="last-duels" data-testid="last-duels">{ended.map((match) => <Row key={match.matchId} match={match} me={identity.playerId} />)}</ul>}
    </section>
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
