import { useState, type FormEvent } from 'react';
import { QuizError, sentQuestion, toQuizError, useQuiz, type BankEntry, type BankFault, type QuestionDraft, type SimilarQuestion } from '../../../sdk';
import { announce } from '../../app/announce';
import { ConfirmButton } from '../../components/Confirm';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { AnswerFields } from './AnswerFields';
import { FactFields } from './FactFields';
import { QuestionPreview } from './QuestionPreview';
import { SimilarList } from './SimilarList';
import { kinds, wordOf } from './words';

interface Props {
  entry: BankEntry | null; start: QuestionDraft;
  onSaved: (entry: BankEntry) => void; onCreated: (questionId: string) => void; onDeleted: () => void; onCopy: (question: QuestionDraft) => void;
}

interface Told { tone: 'good' | 'bad'; text: string; faults: readonly BankFault[]; similar: readonly SimilarQuestion[]; isDuplicate: boolean }

/** A form for every kind of question, its preview beside it. */
export function QuestionEditor({ entry, start, onSaved, onCreated, onDeleted, onCopy }: Props) {
  const { say } = useTexts();
  const { api } = useQuiz();
  const [draft, setDraft] = useState(start);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const isBuiltIn = entry?.space === '';
  const set = (change: Partial<QuestionDraft>) => setDraft((before) => ({ ...before, ...change }));

  const run = async (work: () => Promise<Told | null>) => {
    setBusy(true);
    setTold(null);
    try {
      // The note is a live region: it speaks for itself.
      setTold(await work());
    } catch (error) {
      const problem = error instanceof QuizError ? error : toQuizError(error);
      setTold({ tone: 'bad', text: refusal(say, problem.code), faults: problem.faults, similar: problem.similar, isDuplicate: problem.code === 'duplicate' });
    } finally {
      setBusy(false);
    }
  };

  const save = (allowDuplicate = false) => run(async () => {
    if (!entry) {
      const row = await api.bank.create(sentQuestion(draft), allowDuplicate);
      sessionStorage.removeItem('quiz.bank.copy');
      announce(say('b_created'));
      if (row.questionId) onCreated(row.questionId);
      return null;
    }

    const changes = isBuiltIn ? { status: draft.status } : sentQuestion(draft);
    const { entry: now, similar } = await api.bank.update(entry.questionId, entry.version, changes);
    onSaved(now);
    return { tone: 'good', text: say('b_saved', { version: now.version }), faults: [], similar, isDuplicate: false };
  });

  const verify = (verified: boolean) => run(async () => {
    const { entry: now } = await api.bank.update(entry?.questionId ?? '', entry?.version ?? 0, { verified });
    onSaved(now);
    return null;
  });

  const remove = () => run(async () => {
    const { refused } = await api.bank.change([entry?.questionId ?? ''], { delete: true });
    if (refused[0]) throw new QuizError(refused[0].code, '');
    onDeleted();
    return null;
  });

  return (
    <form className="bank-editor" onSubmit={(event: FormEvent) => { event.preventDefault(); void save(); }}>
      <div className="stack card">
        {isBuiltIn && <Note>{say('b_readOnly')} <button type="button" className="button small" onClick={() => onCopy(draft)}>{say('b_copy')}</button></Note>}
        {entry?.provenance && <p className="soft small">{say('b_generated', { model: entry.provenance.model })}</p>}
        <fieldset className="stack" disabled={isBuiltIn || busy}>
          <label className="field"><span>{say('b_kind')}</span>
            <select value={draft.kind} onChange={(event) => set({ kind: event.target.value as QuestionDraft['kind'] })} data-testid="edit-kind">
              {kinds.map((kind) => <option key={kind} value={kind}>{say(wordOf(kind) ?? 'b_kind')}</option>)}
            </select>
          </label>
          <label className="field"><span>{say('b_text')}</span><textarea rows={3} required value={draft.text} lang={draft.language} dir="auto" onChange={(event) => set({ text: event.target.value })} data-testid="edit-text" /></label>
          <AnswerFields draft={draft} onChange={set} />
          <label className="field"><span>{say('b_explanation')}</span><textarea rows={2} value={draft.explanation} lang={draft.language} dir="auto" aria-describedby="explanation-hint" onChange={(event) => set({ explanation: event.target.value })} />
            <small id="explanation-hint">{say('b_explanationHint')}</small>
          </label>
        </fieldset>
        <FactFields draft={draft} isFixed={isBuiltIn || busy} onChange={set} />
        {told && (
          <Note tone={told.tone}>
            {told.text}
            {told.faults.length > 0 && <ul className="bank-faults">{told.faults.map((fault) => <li key={fault.code}>{fault.message}</li>)}</ul>}
            {told.isDuplicate && <button type="button" className="button small" onClick={() => void save(true)}>{say('b_saveAnyway')}</button>}
          </Note>
        )}
        {told && told.similar.length > 0 && <SimilarList similar={told.similar} />}
        <div className="row bank-actions">
          <button className="button primary" disabled={busy} data-testid="edit-save">{say('b_save')}</button>
          {entry && !isBuiltIn && <button type="button" className="button" disabled={busy} onClick={() => void verify(!entry.verifiedBy)}>{say(entry.verifiedBy ? 'b_unverify' : 'b_verify')}</button>}
          {entry && !isBuiltIn && <ConfirmButton className="button quiet" ask={say('b_deleteAsk', { count: 1 })} disabled={busy} onConfirm={() => void remove()}>{say('delete')}</ConfirmButton>}
        </div>
      </div>
      <QuestionPreview draft={draft} />
    </form>
  );
}
