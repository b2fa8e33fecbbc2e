import { useState } from 'react';
import { useIdentity, useQuiz, type KnownAccount } from '../../../sdk';
import { ConfirmButton } from '../../components/Confirm';
import { Note } from '../../components/Note';
import { useTexts } from '../../texts';
import { useAction } from '../account/useAction';
import { adminRefusal, roles as all, wordText } from './words';

/** An account and its roles. Who administers is not changed by a slip: that is asked once more. */
export function AccountRow({ account }: { account: KnownAccount }) {
  const { say, language } = useTexts();
  const { api } = useQuiz();
  const isSelf = useIdentity()?.playerId === account.accountId;
  const action = useAction();
  const [kept, setKept] = useState<readonly string[]>(account.roles);
  const [wanted, setWanted] = useState<readonly string[]>(account.roles);
  const [isSaved, setSaved] = useState(false);
  const isChanged = all.some((role) => kept.includes(role) !== wanted.includes(role));
  const isAboutAdmin = kept.includes('admin') !== wanted.includes('admin');
  const date = new Intl.DateTimeFormat(language.code, { dateStyle: 'medium' });

  const set = (role: string, on: boolean) => {
    setSaved(false);
    setWanted(on ? [...wanted, role] : wanted.filter((one) => one !== role));
  };

  const save = () => void action.run(async () => {
    const changed = await api.admin.setRoles(account.accountId, wanted);
    setKept(changed.roles);
    setWanted(changed.roles);
    setSaved(true);
  });

  const button = { disabled: action.busy || !isChanged, className: 'button', testId: 'save-roles' };
  return (
    <li className="card account-row" data-testid="account-row">
      <p className="account-who"><strong><bdi>{account.nickname}</bdi></strong> <bdi>{account.email}</bdi>{account.emailProven && <span className="tag" data-tone="good">{say('emailProven')}</span>}</p>
      <p className="soft small">{say('ad_since', { when: date.format(new Date(account.createdAt)) })} · <span className="audit-id" dir="ltr">{account.accountId}</span></p>
      <fieldset className="account-roles">
        <legend className="hidden">{say('ad_roles', { name: account.nickname })}</legend>
        {all.map((role) => (
          <label key={role} className="check-label">
            <input type="checkbox" checked={wanted.includes(role)} disabled={action.busy || (isSelf && role === 'admin')} onChange={(event) => set(role, event.target.checked)} />
            <span>{wordText(say, role)}</span>
          </label>
        ))}
        {isAboutAdmin
          ? <ConfirmButton {...button} ask={say('ad_adminAsk', { name: account.nickname, roles: wanted.map((role) => wordText(say, role)).join(', ') || say('ad_noRoles') })} onConfirm={save}>{say('ad_save')}</ConfirmButton>
          : <button type="button" className={button.className} disabled={button.disabled} onClick={save} data-testid={button.testId}>{say('ad_save')}</button>}
      </fieldset>
      {isSelf && kept.includes('admin') && <p className="soft small">{say('ad_notSelf')}</p>}
      {action.problem && <Note tone="bad">{adminRefusal(say, action.problem)}</Note>}
      {isSaved && <Note tone="good">{say('ad_saved')}</Note>}
    </li>
  );
}
