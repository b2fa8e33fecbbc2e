import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useIdentity, type Rules } from '../../../sdk';
import { announce } from '../../app/announce';
import { go } from '../../app/router';
import { spacedPin } from '../../components/Brand';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { ownName } from '../ownName';
import type { Joining } from './useJoining';

export function JoinForm({ pin, joining, rules }: { pin: string; joining: Joining; rules: Rules | undefined }) {
  const { say } = useTexts();
  const identity = useIdentity();
  const [nickname, setNickname] = useState(sessionStorage.getItem('quiz.nickname') || ownName(identity));
  const [team, setTeam] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const teams = rules?.teams ?? 'none';
  const problem = fault ?? joining.problem;

  // The form was sent, or the name said on the page before: what is still asked for is where the keyboard goes on.
  const form = useRef<HTMLFormElement>(null);
  const focus = (name: 'nickname' | 'team') => form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
  const { lacksTeam } = joining;
  useEffect(() => {
    if (!lacksTeam) return;
    focus('team');
    announce(say(teams === 'fixed' ? 'teamChoose' : 'teamName'));
  }, [lacksTeam, teams, say]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = !nickname.trim() ? 'invalid_nickname' : teams !== 'none' && !team.trim() ? 'invalid_team' : null;
    setFault(found);
    if (found) focus(found === 'invalid_nickname' ? 'nickname' : 'team');
    else joining.join(nickname.trim(), teams === 'none' ? undefined : team.trim());
  };

  return (
    <form ref={form} className="card stack narrow" onSubmit={submit} noValidate>
      <h1>{say('joinTitle', { pin: '⁦' + spacedPin(pin) + '⁩' })}</h1>
      {rules && <p className="soft"><bdi>{rules.title}</bdi></p>}
      <label className="field">
        <span>{say('joinAs')}</span>
        <input name="nickname" autoComplete="nickname" maxLength={24} value={nickname} onChange={(event) => setNickname(event.target.value)} data-testid="nickname-input" />
      </label>
      {teams === 'free' && (
        <label className="field">
          <span>{say('teamName')}</span>
          <input name="team" maxLength={24} value={team} onChange={(event) => setTeam(event.target.value)} data-testid="team-input" />
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
