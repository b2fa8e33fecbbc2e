import { useIdentity } from '../../../sdk';
import { go } from '../../app/router';
import { Note } from '../../components/Note';
import { useTexts, type TextKey } from '../../texts';
import { AccountList } from './AccountList';
import { AuditList } from './AuditList';
import { KeyPools } from './KeyPools';
import '../../styles/admin.css';

const parts = [
  { open: '', path: '/admin', label: 'ad_audit' },
  { open: 'accounts', path: '/admin/accounts', label: 'ad_accounts' },
  { open: 'keys', path: '/admin/keys', label: 'ad_keys' },
] as const satisfies readonly { open: string; path: string; label: TextKey }[];

/** For administrators: the audit, accounts and their roles, the keys of language models. The server judges who is one; the page only spares others the way. */
export default function AdminSection({ part }: { part: string }) {
  const { say } = useTexts();
  const identity = useIdentity();
  const shown = parts.find((one) => one.open === part) ?? parts[0];
  if (!identity?.roles?.includes('admin')) {
    return (
      <div className="card stack narrow">
        <h1>{say('ad_title')}</h1>
        <Note>{say('ad_only')}</Note>
        <div className="row"><button type="button" className="button primary" onClick={() => go('/account')}>{say('signIn')}</button></div>
      </div>
    );
  }

  return (
    <div className="admin stack">
      <h1>{say('ad_title')}</h1>
      <nav className="admin-parts" aria-label={say('ad_parts')}>
        {parts.map(({ open, path, label }) => (
          <a key={open} href={path} aria-current={open === shown.open ? 'page' : undefined} data-testid={`admin-${open || 'audit'}`}
            onClick={(event) => { event.preventDefault(); go(path); }}>{say(label)}</a>
        ))}
      </nav>
      {shown.open === 'accounts' ? <AccountList /> : shown.open === 'keys' ? <KeyPools /> : <AuditList />}
    </div>
  );
}
