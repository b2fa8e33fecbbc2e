import { useState, type FormEvent } from 'react';
import { Note } from '../../components/Note';
import { useTexts } from '../../texts';
import { AccountRow } from './AccountRow';
import { usePages } from './usePages';
import { adminRefusal } from './words';

/** Who has an account in this tenant, and with which roles. */
export function AccountList() {
  const { say } = useTexts();
  const [typed, setTyped] = useState('');
  const [email, setEmail] = useState('');
  const { items, hasMore, busy, problem, more, again } = usePages((api, after) => api.admin.accounts(email, after), `accounts:${email}`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === email) again();
    else setEmail(typed.trim());
  };

  return (
    <section className="stack" aria-label={say('ad_accounts')}>
      <form className="row" onSubmit={submit}>
        <label className="field grow"><span>{say('ad_email')}</span>
          <input type="search" dir="ltr" maxLength={254} autoCapitalize="off" spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} data-testid="account-search" />
        </label>
        <button className="button primary" data-testid="account-find">{say('ad_search')}</button>
      </form>
      {problem && <Note tone="bad">{adminRefusal(say, problem)} <button type="button" className="button small" onClick={again}>{say('tryAgain')}</button></Note>}
      {!items && !problem && <p className="waiting-text" role="status">{say('loading')}</p>}
      {items?.length === 0 && <p className="waiting-text">{say(email ? 'ad_noAccount' : 'ad_none')}</p>}
      <ul className="account-rows" data-testid="account-rows">
        {items?.map((account) => <AccountRow key={account.accountId} account={account} />)}
      </ul>
      {hasMore && <button type="button" className="button" disabled={busy} onClick={() => void more()}>{say('ad_more')}</button>}
    </section>
  );
}
