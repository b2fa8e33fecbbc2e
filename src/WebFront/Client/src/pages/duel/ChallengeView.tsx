import { duelLink } from '../../components/Brand';
import { ConfirmButton } from '../../components/Confirm';
import { CopyButton } from '../../components/CopyButton';
import { Qr } from '../../components/Qr';
import { useTexts } from '../../texts';
import { categoryName } from './formats';

/** The open seat's link, while the friend is on the way. */
export function ChallengeView({ pin, category, onWithdraw }: { pin: string; category: string; onWithdraw: () => void }) {
  const { say } = useTexts();
  const link = duelLink(pin);
  return (
    <section className="challenge">
      <header className="duels-head stage">
        <p><bdi>{categoryName(say, category)}</bdi> · {say('unrated')}</p>
        <h1>{say('challengeTitle')}</h1>
        <p role="status">{say('challengeShare')}</p>
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
