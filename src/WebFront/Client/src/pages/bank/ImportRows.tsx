import { useState } from 'react';
import type { ImportReport } from '../../../sdk';
import { Note } from '../../components/Note';
import { useTexts } from '../../texts';
import { SimilarList } from './SimilarList';

/** A file's report: what is wrong row by row, and what is like something the bank has. */
export function ImportRows({ report }: { report: ImportReport }) {
  const { say } = useTexts();
  const [all, setAll] = useState(false);
  const rows = report.rows.filter((row) => all || row.faults.length > 0 || row.similar.length > 0);
  return (
    <section className="card stack" data-testid="import-report">
      <Note tone={report.bad > 0 ? 'info' : 'good'}>{report.dryRun ? '' : `${say('b_stored', { count: report.stored })}. `}{say('b_checked', { good: report.good, bad: report.bad })}</Note>
      <label className="switch"><input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /><span>{say('b_allRows')}</span></label>
      {rows.length > 0 && (
        <ul className="bank-report">
          {rows.map((row) => (
            <li key={row.row} data-bad={row.faults.length > 0 || undefined}>
              <span className="bank-report-row">{say('row', { row: row.row })}{row.line > 0 && <small>{say('b_line', { line: row.line })}</small>}</span>
              <span>
                {row.text && <bdi>{row.text}</bdi>}
                {row.faults.length === 0 && <span className="tag" data-tone="good">{say('b_rowOk')}</span>}
                {row.faults.map((fault) => <span key={fault.code} className="bank-fault">{fault.message} <code>{fault.code}</code></span>)}
                {row.similar.length > 0 && <SimilarList similar={row.similar} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
