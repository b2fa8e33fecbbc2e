import { go } from '../app/router';
import { useTexts } from '../texts';
import { Shape } from './Shape';

export function Brand() {
  const { say } = useTexts();
  return (
    <a className="brand" href="/" aria-label={say('appName')} onClick={(event) => { event.preventDefault(); go('/'); }}>
      <span className="brand-mark" aria-hidden="true">{[0, 1, 2, 3].map((id) => <Shape key={id} id={id} />)}</span>
      <span className="brand-name">{say('appName')}</span>
    </a>
  );
}

/** A PIN in groups of three, as people read numbers out. */
export const spacedPin = (pin: string): string => (pin.length === 6 ? `${pin.slice(0, 3)} ${pin.slice(3)}` : pin);

export const duelLink = (pin: string): string => `${location.origin}/duel/${encodeURIComponent(pin)}`;

export const joinLink = (pin: string): string => `${location.origin}/play/${pin}`;
