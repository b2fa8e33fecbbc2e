import { useState } from 'react';
import { toQuizError, useIdentity, useQuiz, useRead, type LadderRow } from '../../../sdk';
import { go } from '../../app/router';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { categoryName, general } from './formats';
import { lastWish } from './memory';
import { NameForm } from './NameForm';

export function LadderPage() {
  const { say } = useTexts();
  const client = useQuiz();
  const identity = useIdentity();
  const [category, setCategory] = useState(() => lastWish()?.category ?? general);
  const [problem, setProblem] = useState<string | null>(null);
  const categories = useRead((api) => api.duelCategories(), 'categories');
  const ladder = useRead((api) => api.ladder(category), `ladder:${category}`);
  const names = [...new Set([general, ...(categories.value ?? []).map((one) => one.category)])];
  const { top = [], around = [] } = ladder.value ?? {};
  const own = identity?.playerId;
  const onTop = top.some((row) => row.playerId === own);

  if (!identity) {
    return <NameForm title={say('ladder')} lead={say('duelLead')} action={say('goOn')} busy={false} problem={problem} onName={(name) => { client.signIn(name).catch((error: unknown) => setProblem(toQuizError(error).code)); }} />;
  }
  return (
    <div className="ladder">
      <div className="ladder-head">
        <h1>{say('ladder')}</h1>
        <label className="field">
          <span className="hidden">{say('category')}</span>
          <select value={category} onChange={(event) => setCategory(event.target.value)} data-testid="ladder-category">
            {names.map((name) => <option key={name} value={name}>{categoryName(say, name)}</option>)}
          </select>
        </label>
      </div>
      {ladder.problem && <Note tone="bad">{refusal(say, ladder.problem)} <button type="button" className="button small" onClick={ladder.again}>{say('tryAgain')}</button></Note>}
      {!ladder.value && !ladder.problem && <p className="waiting-text" role="status">{say('loading')}</p>}
      {ladder.value && (
        <>
          <div className="card">{top.length > 0 ? <Rows rows={top} own={own} caption={say('ladderTop')} /> : <p className="soft">{say('ladderEmpty')}</p>}</div>
          {around.length > 0 && !onTop && <div className="card"><Rows rows={around} own={own} caption={say('ladderAround')} /></div>}
          {around.length === 0 && !onTop && <p className="soft">{say('ladderNotYou')}</p>}
        </>
      )}
      <button type="button" className="button primary" onClick={() => go('/duel')}>{say('duel')}</button>
    </div>
  );
}

function Rows({ rows, own, caption }: { rows: readonly LadderRow[]; own: string | undefined; caption: string }) {
  const { say, language } = useTexts();
  const numbers = new Intl.NumberFormat(language.code, { useGrouping: false });
  return (
    <table className="table" data-testid="ladder">
      <caption>{caption}</caption>
      <thead className="hidden"><tr><th scope="col">{say('rank')}</th><th scope="col">{say('nickname')}</th><th scope="col">{say('rating')}</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.playerId} data-own={row.playerId === own || undefined}>
            <td className="table-rank">{numbers.format(row.rank)}</td>
            <td><bdi>{row.nickname}</bdi><small>{say('duelCount', { count: row.games })}</small></td>
            <td className="table-score">{numbers.format(row.rating)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
