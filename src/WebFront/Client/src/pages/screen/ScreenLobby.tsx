import type { Room } from '../../../sdk';
import { joinLink, spacedPin } from '../../components/Brand';
import { PlayerNames } from '../../components/PlayerNames';
import { Qr } from '../../components/Qr';
import { WritingProgress } from '../../components/WritingProgress';
import { useTexts } from '../../texts';

/** Where to come in; and how far the questions are, while they are being written. */
export function ScreenLobby({ room: followed }: { room: Room }) {
  const { say } = useTexts();
  const room = followed.snapshot;
  return (
    <section className="screen-lobby">
      <div className="screen-invite stage" data-writing={room.phase === 'generating' || undefined}>
        <div className="screen-invite-words">
          <p className="screen-title"><bdi>{room.rules.title}</bdi></p>
          <h1>{say('screenJoin')}</h1>
          <p className="screen-url"><bdi dir="ltr">{location.host}</bdi></p>
          <p className="screen-pin" dir="ltr" data-testid="screen-pin">{spacedPin(room.pin)}</p>
        </div>
        <Qr text={joinLink(room.pin)} label={say('qrOf')} />
        {room.phase === 'generating' && (
          <div className="screen-writing">
            <h2>{say('generating')}</h2>
            <WritingProgress room={followed} />
          </div>
        )}
      </div>
      {room.playerCount === 0
        ? <p className="waiting-text">{say('waitingForPlayers')}</p>
        : <PlayerNames players={room.players} count={room.playerCount} heading={say('players')} />}
    </section>
  );
}
