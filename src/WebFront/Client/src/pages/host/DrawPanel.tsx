import { useState } from 'react';
import { useRead, type DrawRule } from '../../../sdk';
import { useTexts } from '../../texts';
import { difficulties, wordOf } from '../bank/words';

/** A room of questions drawn from the bank: how many, from what. */
export function DrawPanel({ rule, onChange }: { rule: DrawRule | null; onChange: (rule: DrawRule | null) => void }) {
  const { say } = useTexts();
  const facets = useRead((api) => api.bank.facets(), 'facets');
  const [draft, setDraft] = useState<DrawRule>({ count: 10, fresh: true });
  const set = (change: Partial<DrawRule>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    if (rule) onChange(next);
  };
  return (
    <fieldset className="card stack draw-panel" data-chosen={rule !== null || undefined}>
      <label className="switch"><input type="checkbox" checked={rule !== null} onChange={(event) => onChange(event.target.checked ? draft : null)} data-testid="draw-switch" /><span><strong>{say('b_drawTitle')}</strong></span></label>
      {rule && (
        <>
          <div className="draw-fields">
            <label className="field"><span>{say('b_drawCount')}</span><input type="number" min={1} max={100} value={draft.count} onChange={(event) => set({ count: Math.max(1, Math.round(event.target.valueAsNumber || 1)) })} data-testid="draw-count" /></label>
            <label className="field"><span>{say('b_category')}</span>
              <select value={draft.category ?? ''} onChange={(event) => set({ category: event.target.value })} data-testid="draw-category">
                <option value="">{say('b_all')}</option>
                {facets.value?.categories.filter((one) => one.value).map((one) => <option key={one.value} value={one.value}>{one.value}</option>)}
              </select>
            </label>
            <label className="field"><span>{say('b_difficulty')}</span>
              <select value={draft.difficulty ?? ''} onChange={(event) => set({ difficulty: event.target.value })}>
                <option value="">{say('b_all')}</option>
                {difficulties.map((one) => <option key={one} value={one}>{say(wordOf(one) ?? 'b_all')}</option>)}
              </select>
            </label>
          </div>
          <label className="switch"><input type="checkbox" checked={draft.fresh ?? false} onChange={(event) => set({ fresh: event.target.checked })} /><span>{say('b_drawFresh')}</span></label>
        </>
      )}
    </fieldset>
  );
}
