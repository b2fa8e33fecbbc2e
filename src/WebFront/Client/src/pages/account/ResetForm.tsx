import { useState, type FormEvent } from 'react';
import { useQuiz } from '../../../sdk';
import { announce } from '../../app/announce';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { CodeField } from './CodeField';
import { EmailField } from './EmailField';
import { Link } from './Link';
import { PasswordField } from './PasswordField';
import { useAction } from './useAction';

/** Two steps: a code is mailed; the code sets the new password, and one is in. */
export function ResetForm() {
  const { say, language } = useTexts();
  const client = useQuiz();
  const action = useAction();
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sent) {
      await action.run(() => client.resetPassword(email.trim(), code, password));
    } else if (await action.run(() => client.api.sendReset(email.trim(), language.code))) {
      setSent(true);
      announce(say('codeOnItsWay'));
    }
  };

  return (
    <form className="card stack narrow" onSubmit={(event) => void submit(event)} noValidate>
      <h1>{say('resetTitle')}</h1>
      {sent ? <Note>{say('codeOnItsWay')}</Note> : <p className="soft">{say('resetLead')}</p>}
      <EmailField value={email} onChange={(next) => { setEmail(next); setSent(false); }} />
      {sent && (
        <>
          <CodeField value={code} invalid={action.problem === 'wrong_code'} onChange={setCode} />
          <PasswordField isNew label={say('newPassword')} value={password} invalid={action.problem === 'weak_password'} onChange={setPassword} />
        </>
      )}
      {action.problem && <Note tone="bad">{refusal(say, action.problem)}</Note>}
      <button className="button primary big" disabled={action.busy || !email.trim() || (sent && (!code.trim() || !password))} data-testid="reset-button">{say(sent ? 'setPassword' : 'sendCode')}</button>
      {sent && <button type="button" className="button quiet" disabled={action.busy} onClick={() => setSent(false)}>{say('sendAgain')}</button>}
      <p className="account-links"><Link to="/account">{say('signIn')}</Link></p>
    </form>
  );
}
