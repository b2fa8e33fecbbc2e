import { useState, type FormEvent } from 'react';
import type { AuditFilter } from '../../../sdk';
import { useTexts } from '../../texts';
import { actions, actionText } from './words';

/** What, who, to whom. Ids are pasted, or picked from a row. */
export function AuditFilters({ filter, onChange, onAgain }: { filter: AuditFilter; onChange: (filter: AuditFilter) => void; onAgain: () => void }) {
  const { say } = useTexts();
  const [actor, setActor] = useState(filter.actor ?? '');
  const [target, setTarget] = useState(filter.target ?? '');
  const isOn = Object.values(filter).some(Boolean);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = { ...filter, actor: actor.trim(), target: target.trim() };
    if (next.actor === (filter.actor ?? '') && next.target === (filter.target ?? '')) onAgain();
    else onChange(next);
  };

  return (
    <form className="admin-filters" onSubmit={submit}>
      <label className="field">
        <span>{say('ad_action')}</span>
        <select value={filter.action ?? ''} onChange={(event) => onChange({ ...filter, action: event.target.value })} data-testid="audit-action">
          <option value="">{say('ad_all')}</option>
          {actions.map((action) => <option key={action} value={action}>{actionText(say, action)}</option>)}
        </select>
      </label>
      <label className="field"><span>{say('ad_actor')}</span>
        <input dir="ltr" maxLength={64} spellCheck={false} autoCapitalize="off" value={actor} onChange={(event) => setActor(event.target.value)} data-testid="audit-actor" />
      </label>
      <label className="field"><span>{say('ad_target')}</span>
        <input dir="ltr" maxLength={200} spellCheck={false} autoCapitalize="off" value={target} onChange={(event) => setTarget(event.target.value)} data-testid="audit-target" />
      </label>
      <div className="row">
        <button className="button primary" data-testid="audit-search">{say('ad_search')}</button>
        {isOn && <button type="button" className="button" onClick={() => onChange({})} data-testid="audit-clear">{say('ad_clear')}</button>}
      </div>
    </form>
  );
}
