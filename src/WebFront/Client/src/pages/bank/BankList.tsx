import { useEffect, useEffectEvent, useState } from 'react';
import { toQuizError, useQuiz, useRead, type BankEntry, type BankFilter } from '../../../sdk';
import { announce } from '../../app/announce';
import { go } from '../../app/router';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { BankFilters } from './BankFilters';
import { BulkBar } from './BulkBar';
import { ExportButton } from './ExportButton';
import { QuestionRow } from './QuestionRow';

interface Props { filter: BankFilter; onFilter: (filter: BankFilter) => void; open: string; turn: number }

/** The list, page after page as it is scrolled through, with what can be done to several at once. */
export function BankList({ filter, onFilter, open, turn }: Props) {
  const { say } = useTexts();
  const { api } = useQuiz();
  const [again, setAgain] = useState(0);
  const of = `${turn}:${again}:${JSON.stringify(filter)}`;
  const facets = useRead((one) => one.bank.facets(), `facets:${turn}:${again}`);
  const first = useRead((one) => one.bank.list(filter), `questions:${of}`);
  const [more, setMore] = useState<{ of: string; items: readonly BankEntry[]; next: string | null }>({ of: '', items: [], next: null });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());

  const later = more.of === of ? more : { items: [], next: first.value?.next ?? null };
  const items = [...(first.value?.items ?? []), ...later.items];
  const shown = new Set(items.map((item) => item.questionId));
  const chosen = [...marked].filter((id) => shown.has(id));

  const tell = useEffectEvent(() => announce(say('b_found', { count: items.length })));
  const isRead = first.value !== null;
  useEffect(() => { if (isRead) tell(); }, [isRead, of]);

  const readMore = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const page = await api.bank.list(filter, later.next);
      setMore({ of, items: [...later.items, ...page.items], next: page.next ?? null });
    } catch (error) {
      setProblem(refusal(say, toQuizError(error).code));
    } finally {
      setBusy(false);
    }
  };

  const mark = (id: string, on: boolean) => setMarked((before) => {
    const next = new Set(before);
    if (on) next.add(id);
    else next.delete(id);
    return next;
  });

  return (
    <div className="bank-list stack">
      <header className="bank-head">
        <div>
          <h1>{say('b_title')}</h1>
          <p className="soft">{facets.value ? say('b_total', { count: facets.value.total }) : say('b_lead')}</p>
        </div>
        <div className="bank-tools">
          <button type="button" className="button primary" onClick={() => go('/bank/new')} data-testid="bank-new">{say('b_new')}</button>
          <button type="button" className="button" onClick={() => go('/generate')} data-testid="bank-generate">{say('w_link')}</button>
          <button type="button" className="button" onClick={() => go('/bank/import')} data-testid="bank-import">{say('b_import')}</button>
          <ExportButton filter={filter} />
        </div>
      </header>
      <BankFilters filter={filter} facets={facets.value} onChange={onFilter} />
      {(first.problem ?? problem) && <Note tone="bad">{problem ?? refusal(say, first.problem ?? undefined)} <button type="button" className="button small" onClick={first.again}>{say('tryAgain')}</button></Note>}
      {!first.value && !first.problem && <p className="waiting-text" role="status">{say('loading')}</p>}
      {isRead && items.length === 0 && <p className="waiting-text">{say('b_none')}</p>}
      {chosen.length > 0 && <BulkBar ids={chosen} onDone={() => { setMarked(new Set()); setAgain((n) => n + 1); }} onClear={() => setMarked(new Set())} />}
      <ul className="bank-rows" data-testid="bank-rows">
        {items.map((entry) => <QuestionRow key={entry.questionId} entry={entry} isOpen={entry.questionId === open} isMarked={marked.has(entry.questionId)} onMark={(on) => mark(entry.questionId, on)} />)}
      </ul>
      {later.next && <button type="button" className="button" disabled={busy} onClick={() => void readMore()} data-testid="bank-more">{say('b_more')}</button>}
    </div>
  );
}
