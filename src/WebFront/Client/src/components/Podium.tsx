import type { Finished } from '../../sdk';
import { useTexts } from '../texts';

interface Step { rank: number; name: string; score: number }

/** The first three, second left and third right; teams when teams played. */
export function Podium({ finished }: { finished: Finished }) {
  const { language } = useTexts();
  const numbers = new Intl.NumberFormat(language.code);
  const steps: Step[] = (finished.teams.length > 0
    ? finished.teams.map(({ rank, team, score }) => ({ rank, name: team, score }))
    : finished.standings.map(({ rank, nickname, score }) => ({ rank, name: nickname, score }))).slice(0, 3);
  return (
    <ol className="podium" data-testid="podium">
      {steps.map(({ rank, name, score }, position) => (
        <li key={name + position} className={`podium-${position + 1}`}>
          <strong><bdi>{name}</bdi></strong>
          <span className="podium-step"><b>{numbers.format(rank)}</b><span>{numbers.format(score)}</span></span>
        </li>
      ))}
    </ol>
  );
}

export function winnerName(finished: Finished): string | null {
  if (!finished.winner) return null;
  const player = finished.standings.find(({ playerId }) => playerId === finished.winner);
  return player?.nickname ?? finished.winner;
}
