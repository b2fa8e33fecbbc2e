import type { RoomSnapshot } from '../../../sdk';
import { joinLink, spacedPin } from '../../components/Brand';
import { PlayerNames } from '../../components/PlayerNames';
import { Qr } from '../../components/Qr';
import { useTexts } from '../../texts';

export function ScreenLobby({ room }: { room: RoomSnapshot }) {
  const { say } = useTexts();
  return (
    <section className="screen-lobby">
      <div className="screen-invite stage">
        <div className="screen-invite-words">
          <p className="screen-title"><bdi>{room.rules.title}</bdi></p>
          <h1>{say('screenJoin')}</h1>
          <p className="screen-url"><bdi dir="ltr">{location.host}</bdi></p>
          <p className="screen-pin" dir="ltr" data-testid="screen-pin">{spacedPin(room.pin)}</p>
        </div>
        <Qr text={joinLink(room.pin)} label={say('qrOf')} />
      </div>
      {room.playerCount === 0
        ? <p className="waiting-text">{say('waitingForPlayers')}</p>
        : <PlayerNames players={room.players} count={room.playerCount} heading={say('players')} />}
    </section>
  );
}
