import { useEffect, useEffectEvent, useState } from 'react';
import type { AuditFilter } from '../../../sdk';
import { announce } from '../../app/announce';
import { Note } from '../../components/Note';
import { useTexts } from '../../texts';
import { AuditFilters } from './AuditFilters';
import { AuditRow } from './AuditRow';
import { usePages } from './usePages';
import { adminRefusal } from './words';

/** Who did what to whom, newest first. */
export function AuditList() {
  const { say } = useTexts();
  const [filter, setFilter] = useState<AuditFilter>({});
  const { items, hasMore, busy, problem, more, again } = usePages((api, after) => api.admin.audit(filter, after), `audit:${JSON.stringify(filter)}`);
  const count = items?.length ?? -1;
  const tell = useEffectEvent(() => announce(say('ad_shown', { count })));
  useEffect(() => { if (count >= 0) tell(); }, [count]);

  return (
    <section className="stack" aria-label={say('ad_audit')}>
      <AuditFilters key={JSON.stringify(filter)} filter={filter} onChange={setFilter} onAgain={again} />
      {problem && <Note tone="bad">{adminRefusal(say, problem)} <button type="button" className="button small" onClick={again}>{say('tryAgain')}</button></Note>}
      {!items && !problem && <p className="waiting-text" role="status">{say('loading')}</p>}
      {items?.length === 0 && <p className="waiting-text">{say('ad_none')}</p>}
      <ol className="audit-rows" data-testid="audit-rows">
        {items?.map((entry, index) => <AuditRow key={`${entry.at}:${index}`} entry={entry} onPick={(change) => setFilter({ ...filter, ...change })} />)}
      </ol>
      {hasMore && <button type="button" className="button" disabled={busy} onClick={() => void more()} data-testid="audit-more">{say('ad_more')}</button>}
    </section>
  );
}
