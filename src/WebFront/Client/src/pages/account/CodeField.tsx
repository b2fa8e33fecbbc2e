import { useTexts } from '../../texts';

/** The code out of a mail: case, spaces and the hyphen do not matter. */
export function CodeField({ value, invalid, onChange }: { value: string; invalid: boolean; onChange: (value: string) => void }) {
  const { say } = useTexts();
  return (
    <label className="field">
      <span>{say('codeFromMail')}</span>
      <input className="code-input" dir="ltr" autoComplete="one-time-code" autoCapitalize="characters" autoCorrect="off" spellCheck={false} maxLength={16} placeholder="•••••-•••••" value={value} aria-invalid={invalid}
        onChange={(event) => onChange(event.target.value)} data-testid="code-input" />
    </label>
  );
}
