import { useState, type ChangeEvent, type FormEvent } from 'react';
import { toQuizError, useQuiz, QuizError, type QuizSaved, type RowFault } from '../../../sdk';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { exampleQuiz } from './exampleQuiz';

type Report = { imported: number; rejected: readonly RowFault[]; problem: string | null };

/** Own questions, pasted or from a file, with a report by row. */
export function ImportPanel({ onImported }: { onImported: (quizId: string) => void }) {
  const { say } = useTexts();
  const client = useQuiz();
  const [format, setFormat] = useState<'quiz' | 'opentdb'>('opentdb');
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<Report | null>(null);

  const readFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    const content = await file.text();
    setText(content);
    setFormat(/"response_code"|"incorrect_answers"/.test(content) ? 'opentdb' : 'quiz');
    if (!title) setTitle(file.name.replace(/\.json$/i, ''));
  };

  const send = (): Promise<QuizSaved> => {
    if (format === 'opentdb') return client.api.importQuiz('opentdb', title.trim() || 'OpenTDB', text);
    try {
      const quiz = JSON.parse(text) as Record<string, unknown>;
      return client.api.createQuiz(title.trim() ? { ...quiz, title: title.trim() } : quiz);
    } catch (error) {
      throw new QuizError('malformed', String(error));
    }
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setReport(null);
    try {
      const saved = await send();
      setReport({ imported: saved.imported, rejected: saved.rejected, problem: null });
      if (saved.quizId) {
        setText('');
        setTitle('');
        onImported(saved.quizId);
      }
    } catch (error) {
      const { code, rejected } = toQuizError(error);
      setReport({ imported: 0, rejected, problem: refusal(say, code) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <details className="card import">
      <summary><h2>{say('bringOwn')}</h2></summary>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p className="soft">{say('importHint')}</p>
        <div className="row">
          <label className="field"><span>{say('format')}</span>
            <select value={format} onChange={(event) => setFormat(event.target.value as 'quiz' | 'opentdb')}>
              <option value="opentdb">{say('formatOpentdb')}</option>
              <option value="quiz">{say('formatQuiz')}</option>
            </select>
          </label>
          <label className="field grow"><span>{say('title')}</span><input maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} /></label>
        </div>
        <label className="field"><span>{say('pasteHere')}</span><textarea className="code" rows={8} dir="ltr" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} data-testid="import-text" /></label>
        <div className="row">
          <label className="button quiet file">{say('chooseFile')}<input type="file" accept=".json,application/json" onChange={(event) => void readFile(event)} data-testid="import-file" /></label>
          {format === 'quiz' && <button type="button" className="button quiet" onClick={() => setText(exampleQuiz)}>{say('example')}</button>}
          <button className="button primary" disabled={busy || !text.trim()} data-testid="import-button">{say('importButton')}</button>
        </div>
        {report && <ImportReport report={report} />}
      </form>
    </details>
  );
}

function ImportReport({ report: { imported, rejected, problem } }: { report: Report }) {
  const { say } = useTexts();
  return (
    <div data-testid="import-report">
      {problem ? <Note tone="bad">{problem}</Note> : <Note tone="good">{say('imported', { count: imported })}</Note>}
      {rejected.length > 0 && (
        <>
          <p className="small-heading">{say('rejectedRows', { count: rejected.length })}</p>
          <ul className="faults">
            {rejected.map(({ row, code, reason }) => <li key={`${row} ${code}`}><b>{row ? say('row', { row }) : say('wholeQuiz')}</b> {reason}</li>)}
          </ul>
        </>
      )}
    </div>
  );
}
