import { useState, type FormEvent, type ReactNode } from 'react';
import { useIdentity } from '../../../sdk';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { ownName } from '../ownName';

/** Asks for a name before the first duel, and before a challenge is taken. */
export function NameForm({ title, lead, action, busy, problem, onName, children }: {
  title: string; lead: string; action: string; busy: boolean; problem: string | null; onName: (nickname: string) => void; children?: ReactNode;
}) {
  const { say } = useTexts();
  const identity = useIdentity();
  const [nickname, setNickname] = useState(ownName(identity) || (sessionStorage.getItem('quiz.nickname') ?? ''));
  const [empty, setEmpty] = useState(false);
  const fault = empty ? 'invalid_nickname' : problem;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(!nickname.trim());
    if (nickname.trim()) onName(nickname.trim());
  };

  return (
    <form className="card stack narrow" onSubmit={submit} noValidate>
      <h1>{title}</h1>
      <p className="soft">{lead}</p>
      <label className="field">
        <span>{say('joinAs')}</span>
        <input autoComplete="nickname" maxLength={24} value={nickname} onChange={(event) => setNickname(event.target.value)} data-testid="nickname-input" />
      </label>
      {fault && <Note tone="bad">{refusal(say, fault)}</Note>}
      <button className="button primary big" disabled={busy} data-testid="join-button">{action}</button>
      {children}
    </form>
  );
}
