import type { QueueWish } from '../../../sdk';
import { useTexts } from '../../texts';
import { categoryName, languageName } from './formats';

interface Props { offered: readonly string[]; category: string; languages: readonly string[]; language: string; onChoose: (wish: QueueWish) => void }

export function CategoryChoice({ offered, category, languages, language, onChoose }: Props) {
  const { say, language: shown } = useTexts();
  return (
    <>
      <fieldset className="stack duel-categories">
        <legend className="field">{say('category')}</legend>
        <div className="choices-row">
          {offered.map((name) => (
            <label key={name} className="option">
              <input type="radio" name="category" checked={name === category} onChange={() => onChoose({ category: name, language })} data-testid={`category-${name}`} />
              <bdi>{categoryName(say, name)}</bdi>
            </label>
          ))}
        </div>
      </fieldset>
      {languages.length > 1 && (
        <label className="field duel-language">
          <span>{say('questionLanguage')}</span>
          <select value={language} onChange={(event) => onChoose({ category, language: event.target.value })}>
            {languages.map((code) => <option key={code} value={code}>{languageName(code, shown.code)}</option>)}
          </select>
        </label>
      )}
    </>
  );
}
