import { useRoom } from '../../../sdk';
import { go } from '../../app/router';
import { Brand, spacedPin } from '../../components/Brand';
import { NoQuestions } from '../../components/NoQuestions';
import { Note } from '../../components/Note';
import { Podium, winnerName } from '../../components/Podium';
import { ConnectionPill, LiveRegions } from '../../components/Shell';
import { StandingsTable, TeamsTable } from '../../components/Standings';
import { refusal, useTexts } from '../../texts';
import { Countdown } from '../play/Countdown';
import { useGuest } from '../useGuest';
import { useReadyTold } from '../useReadyTold';
import { useWakeLock } from './useWakeLock';
import { ScreenLobby } from './ScreenLobby';
import { ScreenQuestion, ScreenReveal } from './ScreenQuestion';

/** What the room looks at: no controls, large type, and the PIN in sight all the time. */
export function ScreenPage({ pin }: { pin: string }) {
  const { say } = useTexts();
  const { problem } = useGuest('Screen');
  useWakeLock();
  const { room, stage, error } = useRoom(pin, 'screen');
  const snapshot = room?.snapshot;
  useReadyTold(snapshot?.phase);
  const shown = snapshot?.phase === 'paused' ? snapshot.pausedPhase : snapshot?.phase;
  const winner = snapshot?.finished ? winnerName(snapshot.finished) : null;
  return (
    <div className="screen" data-phase={shown}>
      <header className="screen-top">
        <Brand />
        {snapshot && shown !== 'lobby' && shown !== 'generating' && <p className="screen-join"><span>{location.host}</span><b dir="ltr" data-testid="screen-pin">{spacedPin(pin)}</b></p>}
        <ConnectionPill />
        <button type="button" className="tool tool-button" aria-label={say('fullscreen')} title={say('fullscreen')} onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" fill="none" stroke="currentColor" strokeWidth="2.5" /></svg>
        </button>
      </header>
      <main className="screen-main">
        {snapshot?.phase === 'paused' && <Note><strong>{say('paused')}</strong> {say(snapshot.pauseReason === 'host_away' ? 'pausedAway' : 'pausedByHost')}</Note>}
        {(stage === 'failed' || problem) && (
          <div className="card stack narrow">
            <h1>{refusal(say, problem ?? error?.code)}</h1>
            <button type="button" className="button primary" onClick={() => go('/')}>{say('playAgain')}</button>
          </div>
        )}
        {!snapshot && stage !== 'failed' && !problem && <p className="waiting-text" role="status">{say('loading')}</p>}
        {room && (shown === 'lobby' || shown === 'generating') && <ScreenLobby room={room} />}
        {room && shown === 'countdown' && <Countdown deadline={room.deadline} title={room.snapshot.rules.title} />}
        {room && shown === 'question' && room.snapshot.question && <ScreenQuestion room={room} question={room.snapshot.question} />}
        {room && shown === 'reveal' && room.snapshot.reveal && <ScreenReveal room={room.snapshot} reveal={room.snapshot.reveal} />}
        {snapshot?.finished?.reason === 'no_questions' && <NoQuestions />}
        {snapshot?.finished && snapshot.finished.reason !== 'no_questions' && (
          <section className="screen-final">
            <h1>{winner ? say('winner', { name: `⁨${winner}⁩` }) : say('finalTitle')}</h1>
            <Podium finished={snapshot.finished} />
            <div className="screen-tables">
              <TeamsTable teams={snapshot.finished.teams} />
              <StandingsTable rows={snapshot.finished.standings.slice(0, 5)} caption={say('standings')} />
            </div>
          </section>
        )}
      </main>
      <LiveRegions />
    </div>
  );
}
