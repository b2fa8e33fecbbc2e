import { useState, type FormEvent } from 'react';
import { useQuiz, type Identity } from '../../../sdk';
import { go } from '../../app/router';
import { ConfirmButton } from '../../components/Confirm';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { ownName } from '../ownName';
import { EmailField } from './EmailField';
import { GuestName } from './GuestName';
import { Link } from './Link';
import { PasswordField } from './PasswordField';
import { useAction } from './useAction';

export function SignInForm({ guest }: { guest: Identity | null }) {
  const { say } = useTexts();
  const client = useQuiz();
  const action = useAction();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void action.run(() => client.signInWithPassword(email.trim(), password));
  };

  return (
    <div className="narrow stack">
      <form className="card stack" onSubmit={submit} noValidate>
        <h1>{say('signIn')}</h1>
        <EmailField value={email} invalid={action.problem === 'wrong_credentials'} onChange={setEmail} />
        <PasswordField label={say('password')} value={password} invalid={action.problem === 'wrong_credentials'} onChange={setPassword} />
        {action.problem && <Note tone="bad">{refusal(say, action.problem)}</Note>}
        <button className="button primary big" disabled={action.busy || !email.trim() || !password} data-testid="sign-in-button">{say('signIn')}</button>
        <p className="account-links">
          <Link to="/account/create" testId="create-link">{say('createAccount')}</Link>
          <Link to="/account/reset" testId="reset-link">{say('forgotPassword')}</Link>
        </p>
      </form>
      {guest && (
        <section className="card stack" aria-labelledby="guest-heading">
          <h2 id="guest-heading">{ownName(guest) ? say('guestTitle', { name: '⁨' + ownName(guest) + '⁩' }) : say('guestHere')}</h2>
          <GuestName key={guest.playerId} guest={guest} />
          <p className="soft">{say('guestHint')}</p>
          <ConfirmButton ask={say('forgetMeAsk')} onConfirm={() => void action.run(() => client.signOut()).then((done) => { if (done) go('/'); })} testId="forget-me">{say('forgetMe')}</ConfirmButton>
        </section>
      )}
    </div>
  );
}
