import { useState, type ChangeEvent, type FormEvent } from 'react';
import { formatOf, toQuizError, useQuiz, QuizError, type QuizSaved, type RowFault } from '../../../sdk';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { exampleQuiz } from './exampleQuiz';

const formats = ['gift', 'aiken', 'csv', 'kahoot', 'qti'] as const;
type Format = 'quiz' | 'opentdb' | (typeof formats)[number];
type Report = { imported: number; rejected: readonly RowFault[]; problem: string | null };

/** Own questions, pasted or from a file, with a report by row. */
export function ImportPanel({ onImported }: { onImported: (quizId: string) => void }) {
  const { say } = useTexts();
  const client = useQuiz();
  const [format, setFormat] = useState<Format>('opentdb');
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<Report | null>(null);

  const readFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    if (!chosen) return;
    const found = formatOf(chosen.name, await chosen.slice(0, 4000).text());
    const kind = found === null || found === 'json' ? 'quiz' : found as Format;
    setFormat(kind);
    setFile(chosen);
    // Spreadsheets and packages are no text to show.
    setText(kind === 'kahoot' || kind === 'qti' ? '' : await chosen.text());
    if (!title) setTitle(chosen.name.replace(/\.\w+$/, ''));
  };

  const send = (): Promise<QuizSaved> => {
    if (format !== 'quiz') return client.api.importQuiz(format, title.trim() || (format === 'opentdb' ? 'OpenTDB' : say(`b_f_${format}`)), file && text === '' ? file : new Blob([text]));
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
        setFile(null);
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
            <select value={format} onChange={(event) => setFormat(event.target.value as Format)}>
              <option value="opentdb">{say('formatOpentdb')}</option>
              <option value="quiz">{say('formatQuiz')}</option>
              {formats.map((one) => <option key={one} value={one}>{say(`b_f_${one}`)}</option>)}
            </select>
          </label>
          <label className="field grow"><span>{say('title')}</span><input maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} /></label>
        </div>
        <label className="field"><span>{say('pasteHere')}</span><textarea className="code" rows={8} dir="ltr" spellCheck={false} value={text} onChange={(event) => { setText(event.target.value); setFile(null); }} data-testid="import-text" /></label>
        <div className="row">
          <label className="button quiet file">{say('chooseFile')}<input type="file" onChange={(event) => void readFile(event)} data-testid="import-file" /></label>
          {file && <span><bdi>{file.name}</bdi></span>}
          {format === 'quiz' && <button type="button" className="button quiet" onClick={() => setText(exampleQuiz)}>{say('example')}</button>}
          <button className="button primary" disabled={busy || (!text.trim() && !file)} data-testid="import-button">{say('importButton')}</button>
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
