import { useState } from 'react';
import type { PlayedTurn } from '../../../sdk';
import { duelLink } from '../../components/Brand';
import { ConfirmButton } from '../../components/Confirm';
import { CopyButton } from '../../components/CopyButton';
import { Qr } from '../../components/Qr';
import { useTexts } from '../../texts';
import { categoryName } from './formats';

/** The open seat's link, while the friend is on the way; or until he plays, once one's own turn is played. */
export function ChallengeView({ pin, category, turn, onWithdraw }: { pin: string; category: string; turn: PlayedTurn | null; onWithdraw: () => void }) {
  const { say, language } = useTexts();
  const until = useUntil(turn?.remainingMs ?? 0);
  const link = duelLink(pin);
  return (
    <section className="challenge">
      <header className="duels-head stage">
        <p><bdi>{categoryName(say, category)}</bdi> · {say('unrated')}</p>
        <h1 data-testid="challenge-title">{say(turn ? 'turnTitle' : 'challengeTitle')}</h1>
        {turn && <p className="turn-score" data-testid="turn-score">{say('turnScore', { score: turn.score })}</p>}
        <p role="status">{turn ? say('turnShare', { until: new Intl.DateTimeFormat(language.code, { weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' }).format(until) }) : say('challengeShare')}</p>
      </header>
      <div className="card challenge-ways">
        <Qr text={link} label={say('qrOf')} />
        <div className="stack">
          <p><a className="join-link" href={link} dir="ltr" data-testid="challenge-link">{location.host}/duel/<wbr />{pin}</a></p>
          <CopyButton text={link} className="button primary" />
        </div>
      </div>
      <ConfirmButton ask={say('withdrawAsk')} onConfirm={onWithdraw} testId="withdraw">{say('withdraw')}</ConfirmButton>
    </section>
  );
}

/** Said once: it must not move with every look at the clock. */
function useUntil(remainingMs: number): Date {
  const [until] = useState(() => new Date(Date.now() + remainingMs));
  return until;
}
