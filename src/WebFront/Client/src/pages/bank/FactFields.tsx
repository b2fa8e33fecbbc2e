import { useState } from 'react';
import type { QuestionDraft } from '../../../sdk';
import { useTexts, type TextKey } from '../../texts';
import { difficulties, statuses, wordOf } from './words';

interface Props { draft: QuestionDraft; isFixed: boolean; onChange: (change: Partial<QuestionDraft>) => void }

/** What the bank knows of a question beside what players see. The status may be changed where the rest is fixed. */
export function FactFields({ draft, isFixed, onChange }: Props) {
  const { say } = useTexts();
  const [tags, setTags] = useState(draft.tags.join(', '));
  const text = (name: 'examType' | 'subject' | 'source' | 'licence', label: TextKey) => (
    <label className="field"><span>{say(label)}</span><input maxLength={300} value={draft[name]} onChange={(event) => onChange({ [name]: event.target.value })} /></label>
  );
  return (
    <>
      <div className="bank-filter-grid">
        <label className="field"><span>{say('b_status')}</span>
          <select value={draft.status} onChange={(event) => onChange({ status: event.target.value as QuestionDraft['status'] })} data-testid="edit-status">
            {statuses.map((status) => <option key={status} value={status}>{say(wordOf(status) ?? 'b_status')}</option>)}
          </select>
        </label>
        <label className="field"><span>{say('b_category')}</span><input maxLength={60} disabled={isFixed} value={draft.category} dir="auto" onChange={(event) => onChange({ category: event.target.value })} /></label>
        <label className="field"><span>{say('b_difficulty')}</span>
          <select disabled={isFixed} value={draft.difficulty} onChange={(event) => onChange({ difficulty: event.target.value as QuestionDraft['difficulty'] })}>
            <option value="">{say('b_unset')}</option>
            {difficulties.map((difficulty) => <option key={difficulty} value={difficulty}>{say(wordOf(difficulty) ?? 'b_unset')}</option>)}
          </select>
        </label>
        <label className="field"><span>{say('b_language')}</span><input maxLength={35} disabled={isFixed} value={draft.language} dir="ltr" spellCheck={false} onChange={(event) => onChange({ language: event.target.value })} /></label>
      </div>
      <fieldset disabled={isFixed} className="stack">
        <label className="field"><span>{say('b_tags')}</span>
          <input value={tags} dir="auto" aria-describedby="tags-hint" onChange={(event) => { setTags(event.target.value); onChange({ tags: event.target.value.split(',').map((tag) => tag.trim()).filter(Boolean) }); }} />
          <small id="tags-hint">{say('b_tagsHint')}</small>
        </label>
        <details className="bank-details">
          <summary>{say('b_details')}</summary>
          <div className="bank-filter-grid">
            {text('examType', 'b_examType')}
            {text('subject', 'b_subject')}
            {text('source', 'b_source')}
            {text('licence', 'b_licence')}
            <label className="field"><span>{say('b_seconds')}</span>
              <input type="number" min={5} max={300} value={draft.seconds ?? ''} aria-describedby="seconds-hint" onChange={(event) => onChange({ seconds: event.target.value === '' ? null : Math.round(event.target.valueAsNumber) })} />
              <small id="seconds-hint">{say('b_secondsHint')}</small>
            </label>
            <label className="field"><span>{say('b_points')}</span>
              <select value={draft.points} onChange={(event) => onChange({ points: Number(event.target.value) })}>{[0, 1000, 2000].map((points) => <option key={points} value={points}>{points}</option>)}</select>
            </label>
          </div>
        </details>
      </fieldset>
    </>
  );
}
