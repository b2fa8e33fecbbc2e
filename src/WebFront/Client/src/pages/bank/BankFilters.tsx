import { useEffect, useId, useState } from 'react';
import type { BankFacets, BankFilter, Facet } from '../../../sdk';
import { useTexts, type TextKey } from '../../texts';
import { difficulties, flags, kinds, languageName, spaces, statuses, wordOf } from './words';

const typingPauseMs = 300;

interface Props { filter: BankFilter; facets: BankFacets | null; onChange: (filter: BankFilter) => void }

/** A search at once; the rest behind a fold, with how many there are of each. */
export function BankFilters({ filter, facets, onChange }: Props) {
  const { say, language } = useTexts();
  const [search, setSearch] = useState(filter.search ?? '');
  useEffect(() => {
    if (search === (filter.search ?? '')) return;
    const timer = setTimeout(() => onChange({ ...filter, search }), typingPauseMs);
    return () => clearTimeout(timer);
  }, [search, filter, onChange]);

  const set = (change: BankFilter) => onChange({ ...filter, ...change });
  const active = Object.entries(filter).filter(([name, value]) => name !== 'search' && value).length;
  return (
    <div className="bank-filters">
      <label className="field"><span className="hidden">{say('b_search')}</span>
        <input type="search" placeholder={say('b_search')} maxLength={200} value={search} onChange={(event) => setSearch(event.target.value)} data-testid="bank-search" />
      </label>
      <details open={active > 0 || undefined}>
        <summary>{say('b_filters')}{active > 0 && <span className="tag">{active}</span>}</summary>
        <div className="bank-filter-grid">
          <Filter label="b_category" value={filter.category} of={facets?.categories} name={(value) => value} onPick={(category) => set({ category })} />
          <Filter label="b_status" value={filter.status} of={facets?.statuses} all={statuses} onPick={(status) => set({ status })} />
          <Filter label="b_kind" value={filter.kind} of={facets?.kinds} all={kinds} onPick={(kind) => set({ kind })} />
          <Filter label="b_difficulty" value={filter.difficulty} of={facets?.difficulties} all={difficulties} onPick={(difficulty) => set({ difficulty })} />
          <Filter label="b_language" value={filter.language} of={facets?.languages} name={(value) => languageName(value, language.code)} onPick={(tag) => set({ language: tag })} />
          <Filter label="b_space" value={filter.space} all={spaces} onPick={(space) => set({ space })} />
          <Filter label="b_flag" value={filter.flag} all={flags} onPick={(flag) => set({ flag })} />
        </div>
        {active > 0 && <button type="button" className="button small" onClick={() => { setSearch(''); onChange({}); }}>{say('b_clear')}</button>}
      </details>
    </div>
  );
}

interface FilterProps { label: TextKey; value: string | undefined; of?: readonly Facet[] | undefined; all?: readonly string[]; name?: (value: string) => string; onPick: (value: string) => void }

function Filter({ label, value = '', of, all, name, onPick }: FilterProps) {
  const { say, language } = useTexts();
  const id = useId();
  const numbers = new Intl.NumberFormat(language.code);
  const values = all ?? (of ?? []).map((facet) => facet.value).filter(Boolean);
  const word = (one: string) => {
    if (name) return name(one);
    if (one === 'any') return say('b_anyFlag');
    const key = wordOf(one);
    return key ? say(key) : one;
  };
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      <select id={id} value={value} onChange={(event) => onPick(event.target.value)} data-testid={`bank-${label.slice(2)}`}>
        <option value="">{say('b_all')}</option>
        {values.map((one) => {
          const count = of?.find((facet) => facet.value === one)?.count;
          return <option key={one} value={one}>{word(one)}{of ? ` (${numbers.format(count ?? 0)})` : ''}</option>;
        })}
      </select>
    </div>
  );
}
