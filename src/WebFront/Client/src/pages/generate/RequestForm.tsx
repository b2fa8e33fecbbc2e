import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { GenerationRequest, QuestionGeneration } from '../../../sdk';
import { announce } from '../../app/announce';
import { Note } from '../../components/Note';
import { useTexts, type TextKey } from '../../texts';
import { difficulties, languageName, wordOf, writableKinds, writableLanguages } from '../bank/words';
import { failure } from './words';

const mostQuestions = 30;

/** What to write about; and why the last request came to nothing, with the time to wait. */
export function RequestForm({ generation: { request, error, generate } }: { generation: QuestionGeneration }) {
  const { say, language } = useTexts();
  const [draft, setDraft] = useState<GenerationRequest>(
    () => request ?? { topic: '', subject: '', examType: '', difficulty: '', kind: 'single', language: language.code, count: 10, allowBank: true });
  const [count, setCount] = useState(String(draft.count));
  const [isMissing, setMissing] = useState(false);
  const topic = useRef<HTMLInputElement>(null);
  const set = (change: Partial<GenerationRequest>) => setDraft({ ...draft, ...change });
  const wait = error?.retryAfter ?? null;

  const waited = useRef(false);
  useEffect(() => {
    if (waited.current && wait === null) announce(say('w_mayTry'));
    waited.current = wait !== null;
  }, [wait, say]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [text, subject, examType] = [draft.topic.trim(), draft.subject.trim(), draft.examType.trim()];
    const isNothing = text === '' && subject === '';
    setMissing(isNothing);
    if (isNothing) topic.current?.focus();
    else if (wait === null) generate({ ...draft, topic: text, subject, examType, count: wholeCount(count) });
  };

  const field = (name: 'subject' | 'examType', label: TextKey, hint?: TextKey) => (
    <label className="field"><span>{say(label)}</span>
      <input maxLength={60} dir="auto" value={draft[name]} placeholder={hint && say(hint)} onChange={(event) => set({ [name]: event.target.value })} data-testid={`gen-${name}`} />
    </label>
  );
  return (
    <form className="card stack generate-form" noValidate onSubmit={submit} data-testid="gen-form">
      {error?.code === 'cancelled' && <Note>{say('w_stoppedNone')}</Note>}
      {error && error.code !== 'cancelled' && <div data-testid="gen-error"><Note tone="bad">{failure(say, error.code)}</Note></div>}
      <label className="field"><span>{say('g_topic')}</span>
        <input ref={topic} className="generate-topic" maxLength={200} dir="auto" value={draft.topic} placeholder={say('g_topicHint')} aria-invalid={isMissing} aria-describedby={isMissing ? 'topic-missing' : undefined}
          onChange={(event) => { setMissing(false); set({ topic: event.target.value }); }} data-testid="gen-topic" />
        {isMissing && <small id="topic-missing" className="generate-missing" role="alert">{say('w_need')}</small>}
      </label>
      <div className="generate-fields">
        <label className="field"><span>{say('g_count')}</span>
          <input type="number" inputMode="numeric" min={1} max={mostQuestions} value={count} onChange={(event) => setCount(event.target.value)} onBlur={() => setCount(String(wholeCount(count)))} data-testid="gen-count" />
        </label>
        <Pick label="g_difficulty" value={draft.difficulty} options={['', ...difficulties]} word={(one) => say(wordOf(one) ?? 'g_any')} onPick={(difficulty) => set({ difficulty })} />
        <Pick label="g_kind" value={draft.kind} options={writableKinds} word={(one) => say(wordOf(one) ?? 'g_kind')} onPick={(kind) => set({ kind })} />
        <Pick label="g_language" value={draft.language} options={writableLanguages} word={(one) => languageName(one, language.code)} onPick={(tag) => set({ language: tag })} />
        {field('subject', 'b_subject')}
        {field('examType', 'b_examType', 'w_examHint')}
      </div>
      <label className="switch"><input type="checkbox" checked={draft.allowBank} onChange={(event) => set({ allowBank: event.target.checked })} data-testid="gen-allowBank" /><span>{say('w_allowBank')}</span></label>
      <button className="button primary big" disabled={wait !== null} data-testid="gen-submit">{wait !== null ? say('w_againIn', { seconds: wait }) : say(error && error.code !== 'cancelled' ? 'w_again' : 'w_ask')}</button>
    </form>
  );
}

const wholeCount = (text: string): number => Math.min(mostQuestions, Math.max(1, Math.round(Number(text)) || 10));

function Pick<T extends string>({ label, value, options, word, onPick }: { label: TextKey; value: T; options: readonly T[]; word: (option: T) => string; onPick: (value: T) => void }) {
  const { say } = useTexts();
  return (
    <label className="field"><span>{say(label)}</span>
      <select value={value} onChange={(event) => onPick(event.target.value as T)} data-testid={`gen-${label.slice(2)}`}>
        {options.map((option) => <option key={option} value={option}>{word(option)}</option>)}
      </select>
    </label>
  );
}
