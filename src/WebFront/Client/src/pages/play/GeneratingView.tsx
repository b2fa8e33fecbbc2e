import type { Room } from '../../../sdk';
import { spacedPin } from '../../components/Brand';
import { ConfirmButton } from '../../components/Confirm';
import { PlayerNames } from '../../components/PlayerNames';
import { WritingProgress } from '../../components/WritingProgress';
import { useTexts } from '../../texts';

/** A lobby whose questions are on their way. */
export function GeneratingView({ room, onLeave }: { room: Room; onLeave: () => void }) {
  const { say } = useTexts();
  const { snapshot } = room;
  return (
    <section className="lobby">
      <div className="lobby-welcome stage">
        <p className="lobby-pin" data-testid="lobby-pin" dir="ltr">{spacedPin(snapshot.pin)}</p>
        <h1>{say('youAreIn', { name: `⁨${snapshot.you?.nickname ?? ''}⁩` })}</h1>
        <p>{say('generating')} <bdi className="writing-title">{snapshot.rules.title}</bdi></p>
        <WritingProgress room={room} />
      </div>
      <PlayerNames players={snapshot.players} count={snapshot.playerCount} own={snapshot.you?.playerId} heading={say('playersHere')} />
      <ConfirmButton ask={say('leaveAsk')} onConfirm={onLeave}>{say('leave')}</ConfirmButton>
    </section>
  );
}
