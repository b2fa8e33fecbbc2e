import { useState, type FormEvent } from 'react';
import { useIdentity, useRead } from '../../sdk';
import { go } from '../app/router';
import { plainPin } from '../app/routes';
import { Note } from '../components/Note';
import { Shape } from '../components/Shape';
import { useTexts } from '../texts';
import { isOver } from './duel/memory';
import { ownName } from './ownName';
import { wishToJoin } from './play/useJoining';

export function HomePage() {
  const { say } = useTexts();
  const identity = useIdentity();
  const [pin, setPin] = useState('');
  const [nickname, setNickname] = useState(sessionStorage.getItem('quiz.nickname') ?? ownName(identity));
  const [bad, setBad] = useState(false);

  const join = (event: FormEvent) => {
    event.preventDefault();
    const plain = plainPin(pin);
    const isPin = /^[A-Z0-9_-]+$/.test(plain);
    setBad(!isPin);
    if (!isPin) return;
    if (nickname.trim()) wishToJoin(plain, nickname.trim());
    go(`/play/${plain}`);
  };

  return (
    <div className="home">
      <section className="home-hero stage">
        <div className="home-shapes" aria-hidden="true">{[0, 1, 2, 3].map((id) => <span key={id} className={`choice-${id}`}><Shape id={id} /></span>)}</div>
        <h1>{say('homeTitle')}</h1>
        <p>{say('homeLead')}</p>
      </section>
      <div className="home-ways">
        <RunningDuel />
        <form className="card stack" onSubmit={join} noValidate>
          <label className="field">
            <span>{say('pin')}</span>
            <input className="pin-input" autoCapitalize="characters" autoComplete="off" autoCorrect="off" spellCheck={false} maxLength={16} value={pin} placeholder="••• •••" aria-describedby="pin-hint" aria-invalid={bad}
              onChange={(event) => setPin(event.target.value)} data-testid="pin-input" />
            <small id="pin-hint">{say('pinHint')}</small>
          </label>
          <label className="field">
            <span>{say('nickname')}</span>
            <input autoComplete="nickname" maxLength={24} value={nickname} onChange={(event) => setNickname(event.target.value)} data-testid="nickname-input" />
          </label>
          {bad && <Note tone="bad">{say('pinInvalid')}</Note>}
          <button className="button primary big" data-testid="join-button">{say('join')}</button>
        </form>
        <a className="home-host" href="/duel" data-testid="duel-button" onClick={(event) => { event.preventDefault(); go('/duel'); }}>
          <strong>{say('duel')}</strong>
          <span>{say('duelLead')}</span>
        </a>
        <a className="home-host" href="/host" data-testid="host-button" onClick={(event) => { event.preventDefault(); go('/host'); }}>
          <strong>{say('hostQuiz')}</strong>
          <span>{say('hostLead')}</span>
        </a>
      </div>
    </div>
  );
}

/** The way back for whoever came here in the middle of a duel. */
function RunningDuel() {
  const { say } = useTexts();
  const { value } = useRead((api) => api.duelStanding(), 'standing');
  if (!value?.matchId || isOver(value.matchId)) return null;
  const path = `/duel/${encodeURIComponent(value.matchId)}`;
  return (
    <p className="note waiting-strip">
      <span>{say('duelRunning')}</span>
      <a href={path} onClick={(event) => { event.preventDefault(); go(path); }} data-testid="to-duel">{say('toDuel')}</a>
    </p>
  );
}
