import type { Standing, Team } from '../../sdk';
import { useTexts } from '../texts';

export function StandingsTable({ rows, own, caption }: { rows: readonly Standing[]; own?: string; caption: string }) {
  const { say, language } = useTexts();
  const numbers = new Intl.NumberFormat(language.code);
  return (
    <table className="table" data-testid="standings">
      <caption>{caption}</caption>
      <thead className="hidden"><tr><th scope="col">{say('rank')}</th><th scope="col">{say('nickname')}</th><th scope="col">{say('score')}</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.playerId} data-own={row.playerId === own || undefined}>
            <td className="table-rank">{numbers.format(row.rank)}</td>
            <td><bdi>{row.nickname}</bdi>{row.team && <small><bdi>{row.team}</bdi></small>}</td>
            <td className="table-score">{numbers.format(row.score)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function TeamsTable({ teams, own }: { teams: readonly Team[]; own?: string | null }) {
  const { say, language } = useTexts();
  const numbers = new Intl.NumberFormat(language.code);
  if (teams.length === 0) return null;
  return (
    <table className="table">
      <caption>{say('teams')}</caption>
      <tbody>
        {teams.map((team) => (
          <tr key={team.team} data-own={team.team === own || undefined}>
            <td className="table-rank">{numbers.format(team.rank)}</td>
            <td><bdi>{team.team}</bdi><small>{say('members')}: {numbers.format(team.members)}</small></td>
            <td className="table-score">{numbers.format(team.score)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
