import { useQuiz, type HostCommands, type Receipt, type RoomSnapshot } from '../../../sdk';
import { ConfirmButton } from '../../components/Confirm';
import { useTexts } from '../../texts';

export type Run = (command: () => Promise<Receipt>) => void;

/** The host's buttons, always in the same place; only those that the phase allows can be pressed. */
export function HostControls({ room, commands, run }: { room: RoomSnapshot; commands: HostCommands; run: Run }) {
  const { say } = useTexts();
  const { phase, index, of, pausedPhase } = room;
  const over = phase === 'finished';
  const waiting = phase === 'lobby' || phase === 'generating';
  const starts = room.generation?.starts ?? false;
  const next = phase === 'question' ? 'reveal' : phase === 'reveal' && index + 1 >= of ? 'finish' : 'next';
  return (
    <section className="controls" aria-label={say('console')}>
      <div className="controls-state">
        <strong><bdi>{room.rules.title}</bdi></strong>
        <span>{phase === 'lobby' ? say('lobby') : phase === 'generating' ? say('generating') : over ? say('roomOver') : phase === 'paused' ? say('paused') : say('questionOf', { n: Math.max(index, 0) + 1, of })}{room.locked && ` · ${say('locked')}`}</span>
      </div>
      <div className="controls-buttons">
        {phase === 'lobby' && <button type="button" className="button primary" disabled={room.playerCount === 0} onClick={() => run(commands.start)} data-testid="start-button">{say('start')}</button>}
        {phase === 'generating' && <button type="button" className="button primary" disabled={starts} onClick={() => run(commands.start)} data-testid="start-button">{say(starts ? 'g_willStart' : 'g_start')}</button>}
        {!waiting && !over && (
          <button type="button" className="button primary" disabled={phase !== 'question' && phase !== 'reveal'} onClick={() => run(commands.next)} data-testid="next-button">{say(next)}</button>
        )}
        {!waiting && !over && phase !== 'paused' && <button type="button" className="button" onClick={() => run(commands.pause)} data-testid="pause-button">{say('pause')}</button>}
        {phase === 'paused' && pausedPhase && <button type="button" className="button primary" onClick={() => run(commands.resume)} data-testid="resume-button">{say('resume')}</button>}
        {!over && <button type="button" className="button" aria-pressed={room.locked} onClick={() => run(() => commands.lock(!room.locked))} data-testid="lock-button">{say(room.locked ? 'unlock' : 'lock')}</button>}
        {!over && <ConfirmButton ask={say('endAsk')} className="button" testId="end-button" onConfirm={() => run(commands.end)}>{say('end')}</ConfirmButton>}
        {over && <CsvButton pin={room.pin} />}
      </div>
    </section>
  );
}

/** The file is fetched with the token, which a plain link could not carry. */
function CsvButton({ pin }: { pin: string }) {
  const { say } = useTexts();
  const client = useQuiz();
  const download = async () => {
    const url = URL.createObjectURL(await client.api.resultsCsv(pin));
    const link = Object.assign(document.createElement('a'), { href: url, download: `results-${pin}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return <button type="button" className="button primary" onClick={() => void download()} data-testid="csv-button">{say('downloadCsv')}</button>;
}
