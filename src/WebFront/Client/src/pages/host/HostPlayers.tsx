import { useState } from 'react';
import type { HostCommands, RoomSnapshot } from '../../../sdk';
import { ConfirmButton } from '../../components/Confirm';
import { useTexts } from '../../texts';
import { factorOf, factorsWith } from './extraTime';
import type { Run } from './HostControls';

/** `sync` gets the room as it is now. */
export function HostPlayers({ room, commands, run, sync }: { room: RoomSnapshot; commands: HostCommands; run: Run; sync: () => Promise<void> }) {
  const { say, language } = useTexts();
  const numbers = new Intl.NumberFormat(language.code);
  const [asked, setAsked] = useState<Readonly<Record<string, number>>>({});
  const setFactor = (playerId: string, factor: number) => {
    setAsked((before) => ({ ...before, [playerId]: factor }));
    // Only a snapshot tells what has become of it.
    run(() => commands.setTimeFactor(playerId, factor).finally(() => void sync().finally(() => setAsked((before) => Object.fromEntries(Object.entries(before).filter(([id]) => id !== playerId))))));
  };
  const waiting = room.phase === 'lobby' || room.phase === 'generating';
  const players = waiting ? room.players : [...room.players].sort((a, b) => a.rank - b.rank);
  return (
    <section className="card stack">
      <h2 className="names-heading">{say('players')} <b>{numbers.format(room.playerCount)}</b></h2>
      {players.length === 0 && <p className="soft">{say('noPlayersYet')}</p>}
      <ul className="host-players" data-testid="player-list">
        {players.map((player) => (
          <li key={player.playerId} data-away={!player.connected || undefined}>
            <span className="host-player-name"><bdi>{player.nickname}</bdi>
              <small>{[player.team, player.connected ? null : say('away')].filter(Boolean).join(' · ')}</small></span>
            {!waiting && <b className="table-score">{numbers.format(player.score)}</b>}
            {room.phase !== 'finished' && (
              <span className="host-player-tools">
                <select aria-label={say('extraTime', { name: `⁨${player.nickname}⁩` })} title={say('extraTime', { name: `⁨${player.nickname}⁩` })} value={factorOf(room.host, asked, player.playerId)}
                  onChange={(event) => setFactor(player.playerId, Number(event.target.value))}>
                  {factorsWith(factorOf(room.host, asked, player.playerId)).map((factor) => <option key={factor} value={factor}>{`× ${numbers.format(factor)}`}</option>)}
                </select>
                <ConfirmButton ask={say('kickAsk', { name: `⁨${player.nickname}⁩` })} className="button quiet small icon" label={`${say('kick')}: ${player.nickname}`} onConfirm={() => run(() => commands.kick(player.playerId))}>
                  <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" /></svg>
                </ConfirmButton>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
