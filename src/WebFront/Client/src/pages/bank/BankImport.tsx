import { useEffect, useRef, useState, type ChangeEvent } from 'react';
import { formatOf, toQuizError, useQuiz, type ImportReport } from '../../../sdk';
import { go } from '../../app/router';
import { Note } from '../../components/Note';
import { refusal, useTexts, type TextKey } from '../../texts';
import { ImportRows } from './ImportRows';
import { statuses, wordOf } from './words';

const formats = ['gift', 'aiken', 'csv', 'kahoot', 'qti', 'opentdb', 'json'] as const;
const mostBytes = 5 * 1024 * 1024;

/** A file or pasted text into the bank: checked first if wanted, then stored, with a report by row. */
export function BankImport({ onStored }: { onStored: () => void }) {
  const { say, language } = useTexts();
  const { api } = useQuiz();
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState('');
  const [format, setFormat] = useState('');
  const [defaults, setDefaults] = useState({ language: language.code, category: '', source: '', licence: '', status: 'ready' });
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0] ?? null;
    setReport(null);
    setProblem(chosen && chosen.size > mostBytes ? say('b_tooLarge') : null);
    setFile(chosen && chosen.size <= mostBytes ? chosen : null);
    if (chosen) setFormat(formatOf(chosen.name, await chosen.slice(0, 4000).text()) ?? '');
  };

  const paste = (pasted: string) => {
    setText(pasted);
    setFile(null);
    setReport(null);
    if (!format) setFormat(formatOf('', pasted.slice(0, 4000)) ?? '');
  };

  const send = async (dryRun: boolean) => {
    const content = file ?? new Blob([text]);
    if (content.size > mostBytes) { setProblem(say('b_tooLarge')); return; }
    setBusy(true);
    setProblem(null);
    try {
      const done = await api.bank.importFile(format, content, { ...defaults, dryRun });
      setReport(done);
      if (done.stored > 0) onStored();
    } catch (error) {
      const { code, message } = toQuizError(error);
      // What is wrong with a file is in the sentence, not in the code.
      setProblem(code === 'malformed' || code === 'file_too_large' || code === 'source_refused' ? message : refusal(say, code));
    } finally {
      setBusy(false);
    }
  };

  const isReady = (file !== null || text.trim() !== '') && format !== '' && !busy;
  const field = (name: 'category' | 'source' | 'licence' | 'language', label: TextKey) => (
    <label className="field"><span>{say(label)}</span><input maxLength={name === 'source' ? 300 : 60} value={defaults[name]} onChange={(event) => setDefaults({ ...defaults, [name]: event.target.value })} /></label>
  );
  return (
    <>
      <header className="bank-open-head">
        <button type="button" className="button quiet small" onClick={() => go('/bank')}><span className="bank-arrow" aria-hidden="true">←</span> {say('b_back')}</button>
        <h2 ref={heading} tabIndex={-1}>{say('b_importTitle')}</h2>
      </header>
      <div className="card stack">
        <p className="soft">{say('b_importLead')}</p>
        <div className="row bank-file">
          <label className="button file">{say('chooseFile')}<input type="file" onChange={(event) => void choose(event)} data-testid="bank-file" /></label>
          <span className="grow"><bdi>{file ? file.name : say('b_noFile')}</bdi></span>
        </div>
        {!file && <label className="field"><span>{say('b_orPaste')}</span><textarea className="code" rows={6} dir="ltr" spellCheck={false} value={text} onChange={(event) => paste(event.target.value)} data-testid="bank-paste" /></label>}
        <label className="field"><span>{say('format')}</span>
          <select value={format} onChange={(event) => setFormat(event.target.value)} aria-invalid={(file !== null || text !== '') && format === ''} data-testid="bank-format">
            <option value="" disabled>{say('b_formatUnknown')}</option>
            {formats.map((one) => <option key={one} value={one}>{say(`b_f_${one}`)}</option>)}
          </select>
        </label>
        <fieldset className="stack">
          <legend className="field">{say('b_defaults')}</legend>
          <div className="bank-filter-grid">
            {field('category', 'b_category')}
            {field('language', 'b_language')}
            {field('source', 'b_source')}
            {field('licence', 'b_licence')}
            <label className="field"><span>{say('b_status')}</span>
              <select value={defaults.status} onChange={(event) => setDefaults({ ...defaults, status: event.target.value })}>{statuses.slice(0, 2).map((status) => <option key={status} value={status}>{say(wordOf(status) ?? 'b_status')}</option>)}</select>
            </label>
          </div>
        </fieldset>
        {problem && <Note tone="bad">{problem}</Note>}
        <div className="row bank-actions">
          <button type="button" className="button" disabled={!isReady} onClick={() => void send(true)} data-testid="bank-check">{say('b_check')}</button>
          <button type="button" className="button primary" disabled={!isReady} onClick={() => void send(false)} data-testid="bank-store">{say('b_store')}</button>
          {busy && <span role="status">{say('b_checking')}</span>}
        </div>
      </div>
      {report && <ImportRows report={report} />}
    </>
  );
}
