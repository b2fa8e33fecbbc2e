import { useState, type FormEvent } from 'react';
import { useIdentity, type Rules } from '../../../sdk';
import { go } from '../../app/router';
import { spacedPin } from '../../components/Brand';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import type { Joining } from './useJoining';

export function JoinForm({ pin, joining, rules }: { pin: string; joining: Joining; rules: Rules | undefined }) {
  const { say } = useTexts();
  const identity = useIdentity();
  const [nickname, setNickname] = useState(sessionStorage.getItem('quiz.nickname') || identity?.nickname || '');
  const [team, setTeam] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const teams = rules?.teams ?? 'none';
  const problem = fault ?? joining.problem;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = !nickname.trim() ? 'invalid_nickname' : teams !== 'none' && !team.trim() ? 'invalid_team' : null;
    setFault(found);
    if (!found) joining.join(nickname.trim(), teams === 'none' ? undefined : team.trim());
  };

  return (
    <form className="card stack narrow" onSubmit={submit} noValidate>
      <h1>{say('joinTitle', { pin: '⁦' + spacedPin(pin) + '⁩' })}</h1>
      {rules && <p className="soft"><bdi>{rules.title}</bdi></p>}
      <label className="field">
        <span>{say('joinAs')}</span>
        <input autoComplete="nickname" maxLength={24} value={nickname} onChange={(event) => setNickname(event.target.value)} data-testid="nickname-input" />
      </label>
      {teams === 'free' && (
        <label className="field">
          <span>{say('team')}</span>
          <input maxLength={24} value={team} onChange={(event) => setTeam(event.target.value)} data-testid="team-input" />
        </label>
      )}
      {teams === 'fixed' && (
        <fieldset className="field">
          <legend>{say('teamChoose')}</legend>
          <div className="choices-row">
            {rules?.teamNames.map((name) => (
              <label key={name} className="option"><input type="radio" name="team" checked={team === name} onChange={() => setTeam(name)} /><bdi>{name}</bdi></label>
            ))}
          </div>
        </fieldset>
      )}
      {problem && <Note tone="bad">{refusal(say, problem)}</Note>}
      <button className="button primary big" disabled={joining.busy} data-testid="join-button">{say('join')}</button>
      <button type="button" className="button quiet" onClick={() => go('/')}>{say('joinAnother')}</button>
    </form>
  );
}
