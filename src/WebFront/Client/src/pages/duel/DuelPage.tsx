import { useEffect, useRef, useState } from 'react';
import { toQuizError, useDuel, useIdentity, type QueueStore } from '../../../sdk';
import { announce } from '../../app/announce';
import { go } from '../../app/router';
import { ConfirmButton } from '../../components/Confirm';
import { Note } from '../../components/Note';
import { useTexts } from '../../texts';
import { QuestionView } from '../play/QuestionView';
import { useJoining } from '../play/useJoining';
import { ChallengeView } from './ChallengeView';
import { DuelBar } from './DuelBar';
import { DuelResult } from './DuelResult';
import { DuelReveal } from './DuelReveal';
import { categoryName } from './formats';
import { markOver } from './memory';
import { NameForm } from './NameForm';
import { StoredDuel } from './StoredDuel';
import { useOpponentTold } from './useOpponentTold';
import { VersusView } from './VersusView';
import { wayOut } from './wayOut';

/** Refusals after which no other name helps. */
const noSeat = ['room_over', 'room_full', 'not_invited', 'room_not_found', 'not_your_turn'];

/** One duel, from the seats to the result. */
export function DuelPage({ pin, queue }: { pin: string; queue: QueueStore }) {
  const { say } = useTexts();
  const identity = useIdentity();
  const view = useDuel(pin);
  const joining = useJoining(pin, view, true);
  const [leaving, setLeaving] = useState(false);
  const { stage, room, me, other, own, store, error } = view;
  const snapshot = room?.snapshot;
  const duel = snapshot?.duel;
  const over = snapshot?.phase === 'finished';
  useOpponentTold(other, snapshot?.phase);
  useEffect(() => {
    if (!over) return;
    markOver(pin);
    queue.dismiss(pin);
  }, [over, pin, queue]);

  // A seat that is kept and was not taken yet: a reload came between.
  const standing = snapshot?.phase === 'lobby' && me !== null && !me.seated;
  const nickname = identity?.nickname ?? '';
  useEffect(() => { if (standing && stage === 'inside') void store.join(nickname).catch(() => undefined); }, [standing, stage, nickname, store]);

  const told = useRef(false);
  useEffect(() => {
    if (own.state === 'lost' && !told.current) announce(say('lost'), true);
    told.current = own.state === 'lost';
  }, [own.state, say]);

  if (joining.problem && noSeat.includes(joining.problem)) return <StoredDuel pin={pin} code={joining.problem} queue={queue} />;
  if ((!identity && joining.problem) || (stage === 'outside' && !joining.busy)) {
    return (
      <NameForm title={say('invited')} lead={say('invitedHint')} action={say('accept')} busy={joining.busy} problem={joining.problem} onName={joining.join}>
        <button type="button" className="button quiet" onClick={() => { queue.dismiss(pin); go('/duel'); }}>{say('decline')}</button>
      </NameForm>
    );
  }
  if (stage === 'failed') return <StoredDuel pin={pin} code={error?.code} queue={queue} />;
  if (stage !== 'inside' || !room || !snapshot || !duel) return <p className="waiting-text" role="status">{say('loading')}</p>;

  /** Whoever gives up sees how it ended. */
  const leave = () => { void store.command('LeaveRoom').catch(() => undefined).then(() => store.sync()); };
  const leaveBefore = () => {
    setLeaving(true);
    queue.dismiss(pin);
    void store.command('LeaveRoom').catch((error: unknown) => toQuizError(error).code).then((refused) => {
      // Somebody has just begun to play against it.
      if (refused === 'not_your_turn') {
        setLeaving(false);
        return store.sync();
      }
      markOver(pin);
      go('/duel');
    });
  };

  // The end that this makes is told before the answer, and is nothing to look at.
  if (leaving) return <p className="waiting-text" role="status">{say('loading')}</p>;

  const { phase, question, reveal, finished } = snapshot;
  /** The first of two turns: nobody sits opposite. */
  const first = duel.inTurns === true && !duel.turn;
  /** I have had mine. */
  const watching = me?.kind === 'earlier';
  if (phase === 'lobby' && !other && !first) return <ChallengeView key={duel.turn?.playerId ?? ''} pin={pin} category={duel.category} turn={duel.turn ?? null} onWithdraw={leaveBefore} />;
  if (!me || (!other && !first && phase !== 'finished')) return <p className="waiting-text" role="status">{say('loading')}</p>;
  if (phase === 'finished' && finished) return <DuelResult pin={pin} duel={duel} finished={finished} wish={room.wish} me={me} other={other} queue={queue} onAsked={() => store.sync()} />;

  const out = wayOut(phase, duel);
  const playing = phase === 'question' || phase === 'reveal';
  return (
    <div className="play" data-phase={phase}>
      {own.state === 'lost' && <Note tone="bad">{say('lost')}</Note>}
      {(phase === 'lobby' || phase === 'countdown' || phase === 'generating') && <VersusView duel={duel} of={snapshot.of} phase={phase} deadline={room.deadline} me={me} other={other} />}
      {playing && <DuelBar me={me} other={other} most={snapshot.of * (question?.points || 10)} match={room.match} asking={phase === 'question'} />}
      {watching && playing && <p className="waiting-text" role="status" data-testid="turn-watch">{say('turnWatch', { name: `⁨${other?.nickname ?? ''}⁩` })}</p>}
      {!watching && phase === 'question' && question && <QuestionView key={snapshot.index} view={view} question={question} paused={false} />}
      {!watching && phase === 'reveal' && reveal && <DuelReveal room={room} reveal={reveal} me={me} other={other} />}
      <footer className="player-bar">
        <span className="player-name soft small"><bdi>{categoryName(say, duel.category)}</bdi>{!duel.rated && <> · {say('unrated')}</>}</span>
        {/* Two buttons, not one: a dialog that asked about declining must not become one about losing. */}
        {watching ? null : out === 'decline'
          ? <ConfirmButton key="decline" ask={say('declineAsk')} className="button quiet small" onConfirm={leaveBefore} testId="leave-duel">{say('decline')}</ConfirmButton>
          : <ConfirmButton key="giveUp" ask={say(out === 'stop' ? 'stopTurnAsk' : 'giveUpAsk')} className="button quiet small" onConfirm={leave} testId="leave-duel">{say('giveUp')}</ConfirmButton>}
      </footer>
    </div>
  );
}
