import { useState, type FormEvent } from 'react';
import { useQuiz } from '../../../sdk';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { PasswordField } from './PasswordField';
import { useAction } from './useAction';

export function PasswordPart() {
  const { say } = useTexts();
  const client = useQuiz();
  const action = useAction();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [done, setDone] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    if (!(await action.run(() => client.changePassword(current, next)))) return;
    setDone(true);
    setCurrent('');
    setNext('');
  };

  return (
    <form className="card stack" onSubmit={(event) => void submit(event)} noValidate aria-labelledby="password-heading">
      <h2 id="password-heading">{say('changePassword')}</h2>
      <PasswordField label={say('currentPassword')} value={current} invalid={action.problem === 'wrong_credentials'} onChange={setCurrent} testId="current-password" />
      <PasswordField isNew label={say('newPassword')} value={next} invalid={action.problem === 'weak_password'} onChange={setNext} testId="new-password" />
      {action.problem && <Note tone="bad">{action.problem === 'wrong_credentials' ? say('wrongPassword') : refusal(say, action.problem)}</Note>}
      {done && <Note tone="good">{say('passwordChanged')}</Note>}
      <div className="row"><button className="button primary" disabled={action.busy || !current || !next} data-testid="change-password">{say('changePassword')}</button></div>
    </form>
  );
}
