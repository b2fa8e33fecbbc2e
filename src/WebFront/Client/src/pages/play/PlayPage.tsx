import { useEffect, useRef } from 'react';
import { useIdentity, useRoom } from '../../../sdk';
import { announce } from '../../app/announce';
import { go, replace } from '../../app/router';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { Countdown } from './Countdown';
import { FinalView } from './FinalView';
import { GeneratingView } from './GeneratingView';
import { JoinForm } from './JoinForm';
import { LobbyView } from './LobbyView';
import { PlayerBar } from './PlayerBar';
import { QuestionView } from './QuestionView';
import { RevealView } from './RevealView';
import { useReadyTold } from '../useReadyTold';
import { useJoining } from './useJoining';

export function PlayPage({ pin }: { pin: string }) {
  const { say } = useTexts();
  const identity = useIdentity();
  const view = useRoom(pin, 'player');
  const joining = useJoining(pin, view);
  const { stage, room, error, own, store } = view;
  const snapshot = room?.snapshot;

  useReadyTold(snapshot?.phase);

  // Somebody typed a duel's PIN: its page is another.
  const duel = snapshot?.kind === 'duel';
  useEffect(() => { if (duel) replace(`/duel/${encodeURIComponent(pin)}`); }, [duel, pin]);

  const told = useRef('');
  useEffect(() => {
    const text = own.state === 'lost' ? say('lost') : '';
    if (text && told.current !== text) announce(text, true);
    told.current = text;
  }, [own.state, say]);

  if (stage === 'outside' && snapshot?.phase === 'finished') return <Gone text={say('e_room_over')} />;
  if (stage === 'outside' || (!identity && joining.problem)) return <JoinForm pin={pin} joining={joining} rules={snapshot?.rules} />;
  if (stage === 'failed') return <Gone text={refusal(say, error?.code)} />;
  if (!room || !snapshot) return <p className="waiting-text" role="status">{say('loading')}</p>;
  if (room.gone) return <Gone text={say(room.gone)} />;

  const leave = () => { void store.command('LeaveRoom').finally(() => go('/')); };
  const shown = snapshot.phase === 'paused' ? snapshot.pausedPhase : snapshot.phase;
  const paused = snapshot.phase === 'paused';
  return (
    <div className="play" data-phase={snapshot.phase}>
      {paused && <Note><strong>{say('paused')}</strong> {say(snapshot.pauseReason === 'host_away' ? 'pausedAway' : 'pausedByHost')}</Note>}
      {own.state === 'lost' && <Note tone="bad">{say('lost')}</Note>}
      {shown === 'lobby' && <LobbyView room={snapshot} onLeave={leave} />}
      {shown === 'generating' && <GeneratingView room={room} onLeave={leave} />}
      {shown === 'countdown' && <Countdown deadline={room.deadline} title={snapshot.rules.title} />}
      {shown === 'question' && snapshot.question && <QuestionView key={snapshot.index} view={view} question={snapshot.question} paused={paused} />}
      {shown === 'reveal' && snapshot.reveal && <RevealView room={room} reveal={snapshot.reveal} />}
      {shown === 'finished' && snapshot.finished?.reason === 'no_questions' && <Gone text={say('g_noQuestions')} />}
      {shown === 'finished' && snapshot.finished && snapshot.finished.reason !== 'no_questions' && <FinalView room={snapshot} finished={snapshot.finished} />}
      {shown !== 'finished' && snapshot.you && <PlayerBar you={snapshot.you} count={snapshot.playerCount} playing={shown !== 'lobby' && shown !== 'generating'} />}
    </div>
  );
}

function Gone({ text }: { text: string }) {
  const { say } = useTexts();
  return (
    <div className="card stack narrow">
      <h1>{text}</h1>
      <button type="button" className="button primary" onClick={() => go('/')}>{say('playAgain')}</button>
    </div>
  );
}
