import { useState } from 'react';
import type { BankFilter } from '../../../sdk';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { useGuest } from '../useGuest';
import { BankImport } from './BankImport';
import { BankList } from './BankList';
import { QuestionPage } from './QuestionPage';
import '../../styles/bank.css';

/** The question bank. On a wide screen the list stays beside what is open; on a phone what is open takes its place. */
export default function BankSection({ open }: { open: string }) {
  const { say } = useTexts();
  const { guest, problem } = useGuest('Author');
  const [filter, setFilter] = useState<BankFilter>({});
  // Told to the list when something it shows was changed.
  const [turn, setTurn] = useState(0);
  const changed = () => setTurn((n) => n + 1);

  if (problem) return <Note tone="bad">{refusal(say, problem)}</Note>;
  if (!guest) return <p className="waiting-text" role="status">{say('loading')}</p>;
  return (
    <div className="bank" data-open={open !== '' || undefined}>
      <BankList filter={filter} onFilter={setFilter} open={open} turn={turn} />
      {open !== '' && (
        <section className="bank-open" aria-label={say('b_text')}>
          {open === 'import' ? <BankImport onStored={changed} /> : <QuestionPage key={open} id={open} onChanged={changed} />}
        </section>
      )}
    </div>
  );
}
