import { useState } from 'react';
import { joinLink, spacedPin } from '../../components/Brand';
import { CopyButton } from '../../components/CopyButton';
import { Qr } from '../../components/Qr';
import { useTexts } from '../../texts';

/** Where players come in, and how another device becomes the host. */
export function RoomCard({ pin, hostKey, large = false }: { pin: string; hostKey: string; large?: boolean }) {
  const { say } = useTexts();
  const [shown, setShown] = useState(false);
  const link = joinLink(pin);
  const hostLink = `${location.origin}/host/${pin}#key=${encodeURIComponent(hostKey)}`;
  return (
    <section className={large ? 'card room-card room-card-large' : 'card room-card'}>
      <div className="plate"><span>{say('pin')}</span><strong dir="ltr" data-testid="lobby-pin">{spacedPin(pin)}</strong></div>
      <div className="room-card-ways">
        <Qr text={link} label={say('qrOf')} />
        <div className="stack">
          <p className="soft small">{say('joinAt')}<br /><a className="join-link" href={link} dir="ltr" target="_blank" rel="noreferrer">{location.host}/play/<wbr />{pin}</a></p>
          <CopyButton text={link} />
        </div>
      </div>
      <div className="room-card-buttons">
        <a className="button quiet" href={`/screen/${pin}`} target="_blank" rel="noreferrer" data-testid="screen-link">{say('openScreen')}</a>
        <button type="button" className="button quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>{say(shown ? 'hideLink' : 'takeOver')}</button>
      </div>
      {shown && (
        <div className="stack take-over">
          <p className="small">{say('takeOverHint')}</p>
          <code dir="ltr" data-testid="host-link">{hostLink}</code>
          <CopyButton text={hostLink} />
        </div>
      )}
    </section>
  );
}
