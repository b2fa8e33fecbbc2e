import type { RoomSnapshot } from '../../../sdk';
import { spacedPin } from '../../components/Brand';
import { ConfirmButton } from '../../components/Confirm';
import { PlayerNames } from '../../components/PlayerNames';
import { useTexts } from '../../texts';

export function LobbyView({ room, onLeave }: { room: RoomSnapshot; onLeave: () => void }) {
  const { say } = useTexts();
  return (
    <section className="lobby">
      <div className="lobby-welcome stage">
        <p className="lobby-pin" data-testid="lobby-pin" dir="ltr">{spacedPin(room.pin)}</p>
        <h1>{say('youAreIn', { name: `⁨${room.you?.nickname ?? ''}⁩` })}</h1>
        <p><bdi>{room.rules.title}</bdi> · {say('waitForHost')}</p>
      </div>
      <PlayerNames players={room.players} count={room.playerCount} own={room.you?.playerId} heading={say('playersHere')} />
      <ConfirmButton ask={say('leaveAsk')} onConfirm={onLeave}>{say('leave')}</ConfirmButton>
    </section>
  );
}
