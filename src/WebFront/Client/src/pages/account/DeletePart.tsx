import { useState } from 'react';
import { useQuiz } from '../../../sdk';
import { go } from '../../app/router';
import { ConfirmButton } from '../../components/Confirm';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { PasswordField } from './PasswordField';
import { useAction } from './useAction';

export function DeletePart() {
  const { say } = useTexts();
  const client = useQuiz();
  const action = useAction();
  const [password, setPassword] = useState('');
  const remove = () => void action.run(() => client.deleteAccount(password)).then((done) => { if (done) go('/'); });
  return (
    <section className="card stack" aria-labelledby="delete-heading">
      <h2 id="delete-heading">{say('deleteAccount')}</h2>
      <p className="soft">{say('deleteHint')}</p>
      <PasswordField label={say('password')} value={password} invalid={action.problem === 'wrong_credentials'} onChange={setPassword} testId="delete-password" />
      {action.problem && <Note tone="bad">{action.problem === 'wrong_credentials' ? say('wrongPassword') : refusal(say, action.problem)}</Note>}
      <div className="row"><ConfirmButton className="button danger" ask={say('deleteAccountAsk')} disabled={action.busy || !password} onConfirm={remove} testId="delete-account">{say('deleteAccount')}</ConfirmButton></div>
    </section>
  );
}
