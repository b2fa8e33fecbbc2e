import { useState } from 'react';
import type { Topic } from '../../../sdk';
import { useTexts } from '../../texts';
import { difficulties, languageName, wordOf, writableKinds, writableLanguages } from '../bank/words';

/** A room of questions that a language model writes: about what, how many, how hard, in which language. */
export function GeneratePanel({ topic, onChange }: { topic: Topic | null; onChange: (topic: Topic | null) => void }) {
  const { say, language } = useTexts();
  const [draft, setDraft] = useState<Topic>({ topic: '', count: 10, difficulty: '', kind: 'single', language: language.code });
  const set = (change: Partial<Topic>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    if (topic) onChange(next);
  };
  return (
    <fieldset className="card stack draw-panel" data-chosen={topic !== null || undefined}>
      <label className="switch"><input type="checkbox" checked={topic !== null} onChange={(event) => onChange(event.target.checked ? draft : null)} data-testid="generate-switch" /><span><strong>{say('g_title')}</strong></span></label>
      {topic && (
        <>
          <p className="soft small" id="generate-lead">{say('g_lead')}</p>
          <label className="field"><span>{say('g_topic')}</span>
            <input required maxLength={200} value={draft.topic} placeholder={say('g_topicHint')} aria-describedby="generate-lead" onChange={(event) => set({ topic: event.target.value })} data-testid="generate-topic" />
          </label>
          <div className="draw-fields">
            <label className="field"><span>{say('g_count')}</span>
              <input type="number" min={1} max={30} value={draft.count} onChange={(event) => set({ count: Math.min(30, Math.max(1, Math.round(event.target.valueAsNumber || 1))) })} data-testid="generate-count" />
            </label>
            <label className="field"><span>{say('g_difficulty')}</span>
              <select value={draft.difficulty} onChange={(event) => set({ difficulty: event.target.value as Topic['difficulty'] })}>
                <option value="">{say('g_any')}</option>
                {difficulties.map((one) => <option key={one} value={one}>{say(wordOf(one) ?? 'g_any')}</option>)}
              </select>
            </label>
            <label className="field draw-wide"><span>{say('g_language')}</span>
              <select value={draft.language} onChange={(event) => set({ language: event.target.value })} data-testid="generate-language">
                {writableLanguages.map((tag) => <option key={tag} value={tag}>{languageName(tag, language.code)}</option>)}
              </select>
            </label>
            <label className="field draw-wide"><span>{say('g_kind')}</span>
              <select value={draft.kind} onChange={(event) => set({ kind: event.target.value as Topic['kind'] })}>
                {writableKinds.map((one) => <option key={one} value={one}>{say(wordOf(one) ?? 'g_any')}</option>)}
              </select>
            </label>
          </div>
        </>
      )}
    </fieldset>
  );
}
