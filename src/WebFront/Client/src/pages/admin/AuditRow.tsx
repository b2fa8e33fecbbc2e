import type { AuditEntry, AuditFilter } from '../../../sdk';
import { useTexts } from '../../texts';
import { actionText } from './words';

/** One entry. A person in it can be picked, for what else he did. */
export function AuditRow({ entry, onPick }: { entry: AuditEntry; onPick: (change: AuditFilter) => void }) {
  const { say, language } = useTexts();
  const time = new Intl.DateTimeFormat(language.code, { dateStyle: 'medium', timeStyle: 'medium' });
  const { actor, target } = entry;
  return (
    <li className="audit-row" data-testid="audit-row">
      <span className="audit-what">
        <strong>{actionText(say, entry.action)}</strong>
        <span className="tag" data-tone={entry.outcome === 'ok' ? 'good' : 'bad'}>{entry.outcome === 'ok' ? say('ad_ok') : say('ad_refused', { code: entry.outcome })}</span>
      </span>
      <time className="soft small" dateTime={entry.at}>{time.format(new Date(entry.at))}</time>
      <span className="audit-who small">
        {actor ? <button type="button" className="audit-id" dir="ltr" aria-label={say('ad_onlyOf', { who: actor })} onClick={() => onPick({ actor })}>{actor}</button> : <span className="soft">{say('ad_nobody')}</span>}
        {target && <span><span className="audit-arrow" aria-hidden="true">→</span> <button type="button" className="audit-id" dir="ltr" aria-label={say('ad_onlyOf', { who: target })} onClick={() => onPick({ target })}>{target}</button></span>}
        {entry.address && <span className="soft">{say('ad_from', { address: '' })}<bdi>{entry.address}</bdi></span>}
      </span>
      {entry.details && <bdi className="audit-details small">{entry.details}</bdi>}
    </li>
  );
}
