import { useTexts } from '../texts';

export function AnsweredCount({ answered, present }: { answered: number; present: number }) {
  const { say, language } = useTexts();
  const numbers = new Intl.NumberFormat(language.code);
  return (
    <p className="answered" data-testid="answered-count" aria-label={say('answered', { answered, present })}>
      <b>{numbers.format(answered)}</b><span>/ {numbers.format(present)} {say('answeredWord')}</span>
      <span className="answered-track" aria-hidden="true"><span style={{ inlineSize: `${present ? Math.min(100, (answered / present) * 100) : 0}%` }} /></span>
    </p>
  );
}
