import { useId, useState } from 'react';
import { useTexts } from '../../texts';

/** A password that can be looked at. */
export function PasswordField({ label, value, isNew = false, invalid = false, onChange, testId = 'password-input' }: {
  label: string; value: string; isNew?: boolean; invalid?: boolean; onChange: (value: string) => void; testId?: string;
}) {
  const { say } = useTexts();
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="password">
        <input id={id} type={shown ? 'text' : 'password'} dir="auto" autoComplete={isNew ? 'new-password' : 'current-password'} maxLength={128} autoCapitalize="off" autoCorrect="off" spellCheck={false}
          value={value} aria-invalid={invalid} aria-describedby={isNew ? `${id}-hint` : undefined} onChange={(event) => onChange(event.target.value)} data-testid={testId} />
        <button type="button" className="password-show" aria-pressed={shown} aria-label={say('showPassword')} title={say('showPassword')} onClick={() => setShown(!shown)}>
          <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
            <path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z" />
            <circle cx="12" cy="12" r="2.8" />
            {shown && <path d="M4 20 20 4" />}
          </svg>
        </button>
      </div>
      {isNew && <small id={`${id}-hint`}>{say('passwordHint')}</small>}
    </div>
  );
}
