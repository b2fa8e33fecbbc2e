import { useEffect, useRef, useState } from 'react';
import { emptyQuestion, formQuestion, useRead, type BankEntry, type QuestionDraft } from '../../../sdk';
import { go } from '../../app/router';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { QuestionEditor } from './QuestionEditor';
import { QuestionFigures } from './QuestionFigures';
import { QuestionVersions } from './QuestionVersions';

/** One question, or a new one: editor with preview, how it is played, its versions. */
export function QuestionPage({ id, onChanged }: { id: string; onChanged: () => void }) {
  const { say } = useTexts();
  const isNew = id === 'new';
  const read = useRead((api) => (isNew ? Promise.resolve(null) : api.bank.read(id)), `question:${id}`);
  const [saved, setSaved] = useState<BankEntry | null>(null);
  const [copied, setCopied] = useState<QuestionDraft | null>(() => takeCopy(isNew));
  const [copies, setCopies] = useState(0);
  const entry = saved ?? read.value;

  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  const copy = (question: QuestionDraft) => {
    sessionStorage.setItem(copyKey, JSON.stringify({ ...question, status: 'draft' }));
    go('/bank/new');
  };

  return (
    <>
      <header className="bank-open-head">
        <button type="button" className="button quiet small" onClick={() => go('/bank')} data-testid="bank-back"><span className="bank-arrow" aria-hidden="true">←</span> {say('b_back')}</button>
        <h2 ref={heading} tabIndex={-1}>{isNew ? say('b_new') : say('b_text')}</h2>
        {entry && <span className="soft small">{say('b_version', { version: entry.version })}</span>}
      </header>
      {read.problem && <Note tone="bad">{read.problem === 'not_found' ? say('b_none') : refusal(say, read.problem)}</Note>}
      {!isNew && !entry && !read.problem && <p className="waiting-text" role="status">{say('loading')}</p>}
      {(isNew || entry) && (
        <QuestionEditor
          // Another text to begin with is another form; a save is none, for what was saved is in it.
          key={copies}
          entry={entry} start={copied ?? (entry ? formQuestion(entry.question) : emptyQuestion)} onCopy={copy}
          onSaved={(now) => { setSaved(now); onChanged(); }}
          onCreated={(questionId) => { onChanged(); go(`/bank/${encodeURIComponent(questionId)}`); }}
          onDeleted={() => { onChanged(); go('/bank'); }}
        />
      )}
      {entry && <QuestionFigures entry={entry} />}
      {entry && <QuestionVersions entry={entry} onTake={(question) => { setCopied(formQuestion({ ...question, status: entry.question.status })); setCopies(copies + 1); }} />}
    </>
  );
}

const copyKey = 'quiz.bank.copy';

function takeCopy(isNew: boolean): QuestionDraft | null {
  const text = isNew ? sessionStorage.getItem(copyKey) : null;
  if (!text) return null;
  return formQuestion(JSON.parse(text) as QuestionDraft);
}
