import { useQuiz, type PoolKey } from '../../../sdk';
import { ConfirmButton } from '../../components/Confirm';
import { Note } from '../../components/Note';
import { useTexts } from '../../texts';
import { useAction } from '../account/useAction';
import { adminRefusal, wordText } from './words';

export function KeyCard({ provider, of, onCleared }: { provider: string; of: PoolKey; onCleared: () => void }) {
  const { say, language } = useTexts();
  const { api } = useQuiz();
  const clearing = useAction();
  const numbers = new Intl.NumberFormat(language.code);
  const time = new Intl.DateTimeFormat(language.code, { dateStyle: 'short', timeStyle: 'medium' });
  const when = (at: string) => time.format(new Date(at));
  const used = (count: number, limit?: number | null) => (limit ? say('ad_ofLimit', { used: count, limit }) : numbers.format(count));
  const errors = Object.entries(of.errors).filter(([, count]) => count > 0);
  const clear = () => void clearing.run(() => api.admin.clearKey(provider, of.entry)).then((done) => { if (done) onCleared(); });

  return (
    <li className="card key-card" data-testid="key-card">
      <p className="key-head">
        <strong><bdi>{of.entry}</bdi></strong> <code dir="ltr">{of.fingerprint}</code>
        <span className="tag" data-tone={of.status === 'ready' ? 'good' : of.status === 'resting' ? undefined : 'bad'}>{wordText(say, of.status)}{of.restingUntil ? ` ${say('ad_until', { when: when(of.restingUntil) })}` : ''}</span>
      </p>
      <p className="soft small">{of.project && <>{say('ad_project', { project: of.project })} · </>}{of.lastUsedAt ? say('ad_used', { when: when(of.lastUsedAt) }) : say('ad_never')}</p>
      <dl className="key-figures">
        <div><dt>{say('ad_calls')}</dt><dd>{numbers.format(of.calls)}</dd></div>
        <div><dt>{say('ad_tokens')}</dt><dd>{numbers.format(of.promptTokens)} / {numbers.format(of.answerTokens)}</dd></div>
        {errors.length > 0 && <div><dt>{say('ad_errors')}</dt><dd className="key-errors">{errors.map(([code, count]) => <span key={code} className="tag" data-tone="bad"><bdi>{code}</bdi> {numbers.format(count)}</span>)}</dd></div>}
      </dl>
      {of.quotas.length > 0 && (
        <table className="key-quotas">
          <thead><tr><th scope="col">{say('ad_model')}</th><th scope="col">{say('ad_minute')}</th><th scope="col">{say('ad_today')}</th></tr></thead>
          <tbody>
            {of.quotas.map((quota) => (
              <tr key={quota.model}>
                <th scope="row" dir="ltr">{quota.model}{quota.restingUntil && <span className="tag">{say('ad_until', { when: when(quota.restingUntil) })}</span>}</th>
                <td>{used(quota.thisMinute, quota.perMinute)}</td>
                <td>{used(quota.today, quota.perDay)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {clearing.problem && <Note tone="bad">{adminRefusal(say, clearing.problem)}</Note>}
      {of.status !== 'ready' && (
        <div className="row"><ConfirmButton ask={say('ad_freeAsk', { entry: of.entry })} disabled={clearing.busy} onConfirm={clear} className="button" testId="clear-key">{say('ad_free')}</ConfirmButton></div>
      )}
    </li>
  );
}
