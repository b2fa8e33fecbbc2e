import { useEffect } from 'react';
import { toQuizError, useConnection, useHost, type Receipt } from '../../../sdk';
import { go } from '../../app/router';
import { NoQuestions } from '../../components/NoQuestions';
import { Note } from '../../components/Note';
import { Podium } from '../../components/Podium';
import { StandingsTable, TeamsTable } from '../../components/Standings';
import { WritingProgress } from '../../components/WritingProgress';
import { refusal, useTexts } from '../../texts';
import { useGuest } from '../useGuest';
import { useProblem } from '../useProblem';
import { useReadyTold } from '../useReadyTold';
import { HostControls } from './HostControls';
import { HostPlayers } from './HostPlayers';
import { HostQuestion } from './HostQuestion';
import { RoomCard } from './RoomCard';

export function HostConsole({ pin }: { pin: string }) {
  const { say } = useTexts();
  const { problem: signInProblem } = useGuest('Host');
  const { stage, room, error, store, commands } = useHost(pin);
  const online = useConnection() === 'online';
  const [problem, setProblem] = useProblem();
  const snapshot = room?.snapshot;
  useReadyTold(snapshot?.phase);

  // A link with the key takes the host's chair, once.
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  useEffect(() => {
    if (!key || !online) return;
    history.replaceState(null, '', location.pathname + location.search);
    store.takeOver(key).catch((reason: unknown) => setProblem(toQuizError(reason).code));
  }, [key, online, store, setProblem]);

  const run = (command: () => Promise<Receipt>) => {
    setProblem(null);
    command().then((receipt) => { if (receipt && !receipt.accepted) setProblem(receipt.code ?? null); })
      .catch((reason: unknown) => setProblem(toQuizError(reason).code));
  };

  const fatal = signInProblem ?? (stage === 'failed' ? error?.code : null);
  if (fatal) return <Stop text={refusal(say, problem ?? fatal)} />;
  if (!room || !snapshot) return <p className="waiting-text" role="status">{say('loading')}</p>;
  if (!snapshot.host) return key ? <p className="waiting-text" role="status">{say('loading')}</p> : <Stop text={problem ? refusal(say, problem) : say('notHost')} />;

  const { phase, finished } = snapshot;
  const waiting = phase === 'lobby' || phase === 'generating';
  const { generation } = snapshot.host;
  return (
    <div className="console">
      <h1 className="hidden">{say('console')}: {snapshot.rules.title}</h1>
      <HostControls room={snapshot} commands={commands} run={run} />
      {problem && <Note tone="bad">{refusal(say, problem)}</Note>}
      {generation && generation.source !== 'model' && !finished && snapshot.index <= 0 && <Note><span data-testid="stand-ins"><strong>{say(`g_${generation.source}`)}</strong> {say('g_onlyYou')}</span></Note>}
      <div className="console-columns">
        <div className="stack console-main">
          {phase === 'generating' && (
            <section className="stage host-writing">
              <h2>{say('generating')}</h2>
              <WritingProgress room={room} />
            </section>
          )}
          {waiting && <RoomCard pin={pin} hostKey={snapshot.host.hostKey} large />}
          {finished?.reason === 'no_questions' && <NoQuestions />}
          {finished && finished.reason !== 'no_questions' && (
            <section className="card stack">
              <h2>{say('finalTitle')}</h2>
              <Podium finished={finished} />
              <TeamsTable teams={finished.teams} />
              <StandingsTable rows={finished.standings} caption={say('standings')} />
              <p className="soft small">{say('tieRule')}</p>
            </section>
          )}
          {!waiting && !finished && <HostQuestion room={room} />}
        </div>
        <div className="stack">
          {!waiting && !finished && <RoomCard pin={pin} hostKey={snapshot.host.hostKey} />}
          <HostPlayers room={snapshot} commands={commands} run={run} sync={() => store.sync()} />
        </div>
      </div>
    </div>
  );
}

function Stop({ text }: { text: string }) {
  const { say } = useTexts();
  return (
    <div className="card stack narrow">
      <h1>{text}</h1>
      <button type="button" className="button primary" onClick={() => go('/host')}>{say('hostQuiz')}</button>
    </div>
  );
}
