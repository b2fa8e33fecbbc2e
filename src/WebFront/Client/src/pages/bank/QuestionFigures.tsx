import { useRead, type BankEntry } from '../../../sdk';
import { letterOf, Shape } from '../../components/Shape';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { wordOf } from './words';

/** What finished games say of the question as it is now. */
export function QuestionFigures({ entry }: { entry: BankEntry }) {
  const { say, language } = useTexts();
  const { value, problem } = useRead((api) => api.bank.statistics(entry.questionId), `figures:${entry.questionId}:${entry.version}`);
  const numbers = new Intl.NumberFormat(language.code, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(language.code, { style: 'percent' });
  const most = Math.max(1, ...(value?.choices ?? []));
  const texts = entry.question.kind === 'trueFalse' ? [say('yes'), say('no')] : entry.question.choices.map((choice) => choice.text);
  return (
    <section className="card stack bank-figures" data-testid="bank-figures">
      <h3>{say('b_statistics')}</h3>
      {problem && <Note tone="bad">{refusal(say, problem)}</Note>}
      {value?.games === 0 && <p className="soft">{say('b_noPlays')}</p>}
      {value && value.games > 0 && (
        <>
          {value.flags.map((flag) => <Note key={flag} tone="bad">{say(wordOf(flag) ?? 'b_flag')}</Note>)}
          <dl>
            <div><dt>{say('b_games')}</dt><dd>{numbers.format(value.games)}</dd></div>
            <div><dt>{say('b_shownTimes')}</dt><dd>{numbers.format(value.shown)}</dd></div>
            <div><dt>{say('b_answeredTimes')}</dt><dd>{numbers.format(value.answered)}</dd></div>
            {value.shareRight != null && <div><dt>{say('b_shareRight')}</dt><dd>{percent.format(value.shareRight)}</dd></div>}
            {value.medianMs != null && <div><dt>{say('b_median')}</dt><dd>{say('b_secondsShort', { seconds: Math.round(value.medianMs / 100) / 10 })}</dd></div>}
            <div title={say('b_discriminationHint')}><dt>{say('b_discrimination')}</dt><dd>{value.discrimination == null ? <span className="soft small">{say('b_notEnough')}</span> : numbers.format(value.discrimination)}</dd></div>
          </dl>
          {value.choices.length > 0 && (
            <ul className="bars" aria-label={say('b_picked')}>
              {value.choices.map((count, id) => (
                <li key={id} className="bar">
                  <span className="bar-label"><span className={`bar-key choice-${id}`}><Shape id={id} /><b>{letterOf(id)}</b></span><bdi>{texts[id]}</bdi></span>
                  <span className="bar-track"><span className={`bar-fill choice-${id}`} style={{ inlineSize: `${(count / most) * 100}%` }} /></span>
                  <span className="bar-count">{numbers.format(count)}</span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
