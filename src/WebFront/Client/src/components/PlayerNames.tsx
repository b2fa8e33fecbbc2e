import type { PlayerView } from '../../sdk';
import { useTexts } from '../texts';

const most = 60;

/** The names of those who are here, newest last; in a crowd the first ones and a count. */
export function PlayerNames({ players, count, own, heading }: { players: readonly PlayerView[]; count: number; own?: string; heading: string }) {
  const { say, language } = useTexts();
  const shown = players.slice(0, most);
  return (
    <div className="names-block">
      <h2 className="names-heading">{heading} <b>{new Intl.NumberFormat(language.code).format(count)}</b></h2>
      <ul className="names" data-testid="player-list">
        {shown.map((player) => (
          <li key={player.playerId} data-own={player.playerId === own || undefined} data-away={!player.connected || undefined}>
            <bdi>{player.nickname}</bdi>{player.team && <small><bdi>{player.team}</bdi></small>}
          </li>
        ))}
        {count > shown.length && shown.length > 0 && <li className="names-more">{say('andMore', { count: count - shown.length })}</li>}
      </ul>
    </div>
  );
}
