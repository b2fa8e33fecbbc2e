import { useTexts } from '../../texts';

export function EmailField({ value, invalid = false, onChange }: { value: string; invalid?: boolean; onChange: (value: string) => void }) {
  const { say } = useTexts();
  return (
    <label className="field">
      <span>{say('email')}</span>
      <input type="email" dir="ltr" autoComplete="username" inputMode="email" autoCapitalize="off" spellCheck={false} maxLength={254} value={value} aria-invalid={invalid}
        onChange={(event) => onChange(event.target.value)} data-testid="email-input" />
    </label>
  );
}
