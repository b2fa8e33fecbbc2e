import { useEffect } from 'react';
import type { Finished, RoomSnapshot } from '../../../sdk';
import { announce } from '../../app/announce';
import { go } from '../../app/router';
import { Podium, winnerName } from '../../components/Podium';
import { StandingsTable, TeamsTable } from '../../components/Standings';
import { useTexts } from '../../texts';

export function FinalView({ room, finished }: { room: RoomSnapshot; finished: Finished }) {
  const { say, language } = useTexts();
  const { you } = room;
  const winner = winnerName(finished);
  const head = winner ? say('winner', { name: `⁨${winner}⁩` }) : say(finished.standings.length > 1 ? 'draw' : 'noWinner');
  const placed = you ? say('youPlaced', { place: say('place', { rank: you.rank }) }) : '';
  useEffect(() => announce(`${head} ${placed}`, true), [head, placed]);
  return (
    <section className="final">
      <div className="final-head stage">
        <p>{say('finalTitle')}</p>
        <h1>{head}</h1>
        <Podium finished={finished} />
      </div>
      {you && (
        <p className="own-place" data-testid="result-rank"><span>{placed}</span><strong>{new Intl.NumberFormat(language.code).format(you.score)} <small>{say('pointsWord')}</small></strong></p>
      )}
      <div className="card stack">
        <TeamsTable teams={finished.teams} own={you?.team} />
        <StandingsTable rows={finished.standings} own={you?.playerId} caption={say('standings')} />
        <p className="soft small">{say('tieRule')}</p>
      </div>
      <button type="button" className="button primary" onClick={() => go('/')}>{say('playAgain')}</button>
    </section>
  );
}
