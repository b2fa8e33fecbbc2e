import { useEffect } from 'react';
import { useCountdown, type Deadline } from '../../../sdk';
import { announce } from '../../app/announce';
import { useTexts } from '../../texts';

export function Countdown({ deadline, title }: { deadline: Deadline | null; title: string }) {
  const { say, language } = useTexts();
  const seconds = useCountdown(deadline);
  useEffect(() => announce(say('getReady')), [say]);
  return (
    <section className="countdown stage">
      <p><bdi>{title}</bdi></p>
      <h1>{say('getReady')}</h1>
      <b key={seconds} aria-hidden="true">{seconds ? new Intl.NumberFormat(language.code).format(seconds) : ''}</b>
    </section>
  );
}
