import { useState, type FormEvent } from 'react';
import { useQuiz, type Identity } from '../../../sdk';
import { announce } from '../../app/announce';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { ownName } from '../ownName';
import { useAction } from './useAction';

/** Another name for a guest: what he has stays his. */
export function GuestName({ guest }: { guest: Identity }) {
  const { say } = useTexts();
  const client = useQuiz();
  const action = useAction();
  const [nickname, setNickname] = useState(ownName(guest));
  const isSame = nickname.trim() === ownName(guest);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void action.run(() => client.rename(nickname.trim())).then((done) => {
      if (!done) return;
      sessionStorage.setItem('quiz.nickname', nickname.trim());
      announce(say('guestTitle', { name: nickname.trim() }));
    });
  };

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <label className="field">
        <span>{say('nickname')}</span>
        <input autoComplete="nickname" maxLength={24} value={nickname} aria-invalid={action.problem === 'invalid_nickname'} onChange={(event) => setNickname(event.target.value)} data-testid="guest-name" />
      </label>
      {action.problem && <Note tone="bad">{refusal(say, action.problem)}</Note>}
      <button className="button" disabled={action.busy || isSame || !nickname.trim()} data-testid="guest-rename">{say('changeName')}</button>
    </form>
  );
}
