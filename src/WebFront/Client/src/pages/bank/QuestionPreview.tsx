import type { QuestionDraft } from '../../../sdk';
import { Check } from '../../components/Distribution';
import { letterOf, Shape } from '../../components/Shape';
import { useTexts } from '../../texts';

/** The question as players see it, with what is right marked. */
export function QuestionPreview({ draft }: { draft: QuestionDraft }) {
  const { say } = useTexts();
  const choices = draft.kind === 'trueFalse'
    ? [{ text: say('yes'), correct: draft.answer !== false }, { text: say('no'), correct: draft.answer === false }]
    : ['single', 'multiple', 'poll'].includes(draft.kind) ? draft.choices.filter((choice) => choice.text.trim() !== '') : [];
  const right = draft.kind === 'typed' ? draft.accepted.filter(Boolean).join(' · ') : draft.kind === 'number' ? `${draft.number ?? ''} ${draft.rule === 'within' && draft.within > 0 ? `± ${draft.within} ` : ''}${draft.unit}` : '';
  return (
    <aside className="bank-preview card" aria-label={say('b_preview')} data-testid="bank-preview">
      <h3>{say('b_preview')}</h3>
      <p className="soft small">{say('b_previewHint')}</p>
      <div className="bank-stage stage">
        <p className="bank-preview-text" lang={draft.language} dir="auto">{draft.text || '…'}</p>
        {choices.length > 0 && (
          <ul className="bank-tiles">
            {choices.map((choice, id) => (
              <li key={id} className={`tile choice-${id}`}>
                <span className="tile-key"><Shape id={id} /><b>{letterOf(id)}</b></span>
                <span className="tile-text" lang={draft.language}><bdi>{choice.text}</bdi></span>
                <span className="tile-mark">{draft.kind !== 'poll' && choice.correct && <><Check /><span className="hidden">{say('correctWord')}</span></>}</span>
              </li>
            ))}
          </ul>
        )}
        {draft.kind === 'order' && <ol className="bank-order">{draft.items.filter(Boolean).map((item, place) => <li key={place}><bdi>{item}</bdi></li>)}</ol>}
        {right.trim() && <p className="bank-right"><Check /> <bdi>{right}</bdi></p>}
      </div>
      {draft.explanation && <p lang={draft.language} dir="auto"><strong>{say('why')}</strong> {draft.explanation}</p>}
    </aside>
  );
}
