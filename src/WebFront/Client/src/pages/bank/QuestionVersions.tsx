import { useState } from 'react';
import { useRead, type BankEntry, type QuestionDraft } from '../../../sdk';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { wordOf } from './words';

/** Every version that was stored; read when it is unfolded. */
export function QuestionVersions({ entry, onTake }: { entry: BankEntry; onTake: (question: QuestionDraft) => void }) {
  const { say } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="card bank-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary><h3>{say('b_versions')}</h3><span className="tag">{entry.version}</span></summary>
      {isOpen && <Versions entry={entry} onTake={onTake} />}
    </details>
  );
}

function Versions({ entry, onTake }: { entry: BankEntry; onTake: (question: QuestionDraft) => void }) {
  const { say, language } = useTexts();
  const { value, problem } = useRead((api) => api.bank.versions(entry.questionId), `versions:${entry.questionId}:${entry.version}`);
  const time = new Intl.DateTimeFormat(language.code, { dateStyle: 'medium', timeStyle: 'short' });
  if (problem) return <Note tone="bad">{refusal(say, problem)}</Note>;
  if (!value) return <p role="status">{say('loading')}</p>;
  return (
    <ol className="bank-versions">
      {value.map((one) => (
        <li key={one.version}>
          <span><strong>{say('b_version', { version: one.version })}</strong> <span className="soft small">{say('b_changed', { when: time.format(new Date(one.updatedAt)) })} · {say(wordOf(one.question.status) ?? 'b_status')}{one.verifiedBy ? ` · ${say('b_verified')}` : ''}</span></span>
          <bdi lang={one.question.language}>{one.question.text}</bdi>
          {one.version !== entry.version && entry.space !== '' && <button type="button" className="button small" onClick={() => onTake(one.question)}>{say('b_restore')}</button>}
        </li>
      ))}
    </ol>
  );
}
