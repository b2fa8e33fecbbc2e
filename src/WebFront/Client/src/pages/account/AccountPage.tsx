import { useRead, useQuiz, useIdentity } from '../../../sdk';
import { go } from '../../app/router';
import { ConfirmButton } from '../../components/Confirm';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { DeletePart } from './DeletePart';
import { ExportButton } from './ExportButton';
import { Link } from './Link';
import { PasswordPart } from './PasswordPart';
import { ProvePart } from './ProvePart';
import { useAction } from './useAction';

/** One's account: who one is, and all that can be done about it. */
export function AccountPage() {
  const { say } = useTexts();
  const client = useQuiz();
  const identity = useIdentity();
  const leaving = useAction();
  const { value: account, problem, again } = useRead((api) => api.account(), identity?.playerId ?? '');
  const leave = (everywhere: boolean) => void leaving.run(() => client.signOut(everywhere)).then((done) => { if (done) go('/'); });

  return (
    <div className="account">
      <h1>{say('account')}</h1>
      {problem && <Note tone="bad">{refusal(say, problem)}</Note>}
      <section className="card stack" aria-labelledby="who-heading">
        <h2 id="who-heading"><bdi>{identity?.nickname}</bdi></h2>
        <p className="soft account-email"><bdi data-testid="account-email">{identity?.email}</bdi>{account?.emailProven && <span className="tag" data-tone="good">{say('emailProven')}</span>}</p>
        {account && !account.emailProven && <ProvePart onProven={() => { again(); void client.renewRoles(); }} />}
        {identity?.roles?.includes('admin') && <p><Link to="/admin" testId="admin-link">{say('ad_title')}</Link></p>}
        {leaving.problem && <Note tone="bad">{refusal(say, leaving.problem)}</Note>}
        <div className="row">
          <button type="button" className="button" disabled={leaving.busy} onClick={() => leave(false)} data-testid="sign-out">{say('signOut')}</button>
          <ConfirmButton ask={say('signOutEverywhereAsk')} disabled={leaving.busy} onConfirm={() => leave(true)} testId="sign-out-everywhere">{say('signOutEverywhere')}</ConfirmButton>
        </div>
      </section>
      <PasswordPart />
      <section className="card stack" aria-labelledby="data-heading">
        <h2 id="data-heading">{say('yourData')}</h2>
        <p className="soft">{say('exportHint')}</p>
        <ExportButton />
      </section>
      <DeletePart />
    </div>
  );
}
