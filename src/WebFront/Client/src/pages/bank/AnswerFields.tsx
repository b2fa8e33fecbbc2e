import type { QuestionDraft } from '../../../sdk';
import { letterOf, Shape } from '../../components/Shape';
import { useTexts, type TextKey } from '../../texts';

interface Props { draft: QuestionDraft; onChange: (change: Partial<QuestionDraft>) => void }

/** What a kind of question is answered with. */
export function AnswerFields({ draft, onChange }: Props) {
  const { say } = useTexts();
  switch (draft.kind) {
    case 'single':
    case 'multiple':
    case 'poll':
      return <ChoiceFields draft={draft} onChange={onChange} />;
    case 'trueFalse':
      return (
        <fieldset><legend className="field">{say('b_answer')}</legend>
          <div className="choices-row">
            {[true, false].map((answer) => (
              <label key={String(answer)} className="option"><input type="radio" name="truth" checked={(draft.answer ?? true) === answer} onChange={() => onChange({ answer })} />{say(answer ? 'yes' : 'no')}</label>
            ))}
          </div>
        </fieldset>
      );
    case 'typed':
      return (
        <>
          <Lines legend="b_accepted" hint="b_acceptedHint" add="b_addAnswer" texts={draft.accepted} most={20} onChange={(accepted) => onChange({ accepted })} />
          <label className="switch"><input type="checkbox" checked={draft.allowTypos} onChange={(event) => onChange({ allowTypos: event.target.checked })} /><span>{say('b_allowTypos')}</span></label>
        </>
      );
    case 'number':
      return (
        <>
          <div className="row">
            <label className="field grow"><span>{say('b_numberIs')}</span><input type="number" step="any" required value={draft.number ?? ''} onChange={(event) => onChange({ number: event.target.value === '' ? null : event.target.valueAsNumber })} /></label>
            <label className="field"><span>{say('b_unit')}</span><input maxLength={20} value={draft.unit} onChange={(event) => onChange({ unit: event.target.value })} /></label>
          </div>
          <label className="switch"><input type="checkbox" checked={draft.rule === 'nearest'} onChange={(event) => onChange({ rule: event.target.checked ? 'nearest' : 'within' })} /><span>{say('b_nearest')}</span></label>
          {draft.rule !== 'nearest' && <label className="field"><span>{say('b_within')}</span><input type="number" step="any" min={0} value={draft.within} onChange={(event) => onChange({ within: event.target.value === '' ? 0 : event.target.valueAsNumber })} /></label>}
        </>
      );
    case 'order':
      return <Lines legend="b_items" add="b_addItem" texts={draft.items} most={8} isNumbered onChange={(items) => onChange({ items })} />;
    default:
      return null;
  }
}

function ChoiceFields({ draft, onChange }: Props) {
  const { say } = useTexts();
  const { choices, kind } = draft;
  const set = (place: number, text: string) => onChange({ choices: choices.map((choice, i) => (i === place ? { ...choice, text } : choice)) });
  const mark = (place: number, on: boolean) => onChange({ choices: choices.map((choice, i) => ({ ...choice, correct: i === place ? on : kind === 'multiple' && choice.correct === true })) });
  return (
    <fieldset className="bank-choices">
      <legend className="field">{say('b_choices')}</legend>
      <ul>
        {choices.map((choice, place) => (
          <li key={place}>
            <span className={`bar-key choice-${place}`} aria-hidden="true"><Shape id={place} /><b>{letterOf(place)}</b></span>
            <input aria-label={say('b_choice', { letter: letterOf(place) })} maxLength={400} value={choice.text} lang={draft.language} dir="auto" onChange={(event) => set(place, event.target.value)} data-testid={`edit-choice-${place}`} />
            {kind !== 'poll' && <input type={kind === 'single' ? 'radio' : 'checkbox'} name="right" aria-label={say('b_isRight', { letter: letterOf(place) })} checked={choice.correct === true} onChange={(event) => mark(place, event.target.checked)} />}
            <button type="button" className="button quiet icon" aria-label={say('b_remove', { letter: letterOf(place) })} disabled={choices.length <= 2} onClick={() => onChange({ choices: choices.filter((_, i) => i !== place) })}>×</button>
          </li>
        ))}
      </ul>
      {choices.length < 8 && <button type="button" className="button small" onClick={() => onChange({ choices: [...choices, { text: '' }] })}>{say('b_addChoice')}</button>}
    </fieldset>
  );
}

function Lines({ legend, hint, add, texts, most, isNumbered = false, onChange }: { legend: TextKey; hint?: TextKey; add: TextKey; texts: readonly string[]; most: number; isNumbered?: boolean; onChange: (texts: readonly string[]) => void }) {
  const { say, language } = useTexts();
  const numbers = new Intl.NumberFormat(language.code);
  return (
    <fieldset className="bank-choices">
      <legend className="field">{say(legend)}</legend>
      {hint && <small className="soft">{say(hint)}</small>}
      <ul>
        {texts.map((text, place) => (
          <li key={place}>
            {isNumbered && <b aria-hidden="true">{numbers.format(place + 1)}</b>}
            <input aria-label={`${say(legend)} ${numbers.format(place + 1)}`} maxLength={400} value={text} dir="auto" onChange={(event) => onChange(texts.map((one, i) => (i === place ? event.target.value : one)))} />
            <button type="button" className="button quiet icon" aria-label={say('b_removeLine', { n: place + 1 })} disabled={texts.length <= 1} onClick={() => onChange(texts.filter((_, i) => i !== place))}>×</button>
          </li>
        ))}
      </ul>
      {texts.length < most && <button type="button" className="button small" onClick={() => onChange([...texts, ''])}>{say(add)}</button>}
    </fieldset>
  );
}
