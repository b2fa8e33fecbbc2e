import { useState, type FormEvent } from 'react';
import type { Answer } from '../../../sdk';
import { Note } from '../../components/Note';
import { useTexts } from '../../texts';

interface Props { label: string; unit?: string; numeric?: boolean; given: string | null; open: boolean; parse: (text: string) => Answer | null; onAnswer: (answer: Answer) => void }

export function TextInput({ label, unit, numeric = false, given, open, parse, onAnswer }: Props) {
  const { say } = useTexts();
  const [text, setText] = useState(given ?? '');
  const [bad, setBad] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const answer = text.trim() ? parse(text.trim()) : null;
    setBad(!answer && text.trim() !== '');
    if (answer && open) onAnswer(answer);
  };

  return (
    <form className="stack text-answer" onSubmit={submit}>
      <label className="field">
        <span>{label}</span>
        <span className="with-unit">
          <input dir="auto" inputMode={numeric ? 'decimal' : 'text'} autoComplete="off" autoCapitalize="off" spellCheck={false} maxLength={200}
            value={open ? text : given ?? text} readOnly={!open} aria-invalid={bad} onChange={(event) => setText(event.target.value)} data-testid="answer-input" />
          {unit && <bdi>{unit}</bdi>}
        </span>
      </label>
      {bad && <Note tone="bad">{say('numberInvalid')}</Note>}
      <button className="button primary big" disabled={!open || !text.trim()} data-testid="submit-answer">{say('submit')}</button>
    </form>
  );
}
