import { useState, type FormEvent } from 'react';
import { useQuiz, type Identity } from '../../../sdk';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { ownName } from '../ownName';
import { EmailField } from './EmailField';
import { Link } from './Link';
import { PasswordField } from './PasswordField';
import { useAction } from './useAction';

export function CreateForm({ guest }: { guest: Identity | null }) {
  const { say } = useTexts();
  const client = useQuiz();
  const action = useAction();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [nickname, setNickname] = useState(ownName(guest) || (sessionStorage.getItem('quiz.nickname') ?? ''));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void action.run(() => client.createAccount(email.trim(), password, nickname.trim()));
  };

  return (
    <form className="card stack narrow" onSubmit={submit} noValidate>
      <h1>{say('createAccount')}</h1>
      <p className="soft">{say(guest ? 'createKeeps' : 'createLead')}</p>
      <EmailField value={email} invalid={action.problem === 'invalid_email' || action.problem === 'email_taken'} onChange={setEmail} />
      <label className="field">
        <span>{say('nickname')}</span>
        <input autoComplete="nickname" maxLength={24} value={nickname} aria-invalid={action.problem === 'invalid_nickname'} onChange={(event) => setNickname(event.target.value)} data-testid="nickname-input" />
      </label>
      <PasswordField isNew label={say('password')} value={password} invalid={action.problem === 'weak_password'} onChange={setPassword} />
      {action.problem && <Note tone="bad">{refusal(say, action.problem)}</Note>}
      <button className="button primary big" disabled={action.busy || !email.trim() || !password || !nickname.trim()} data-testid="create-button">{say('createAccount')}</button>
      <p className="account-links"><Link to="/account">{say('haveAccount')}</Link></p>
    </form>
  );
}
