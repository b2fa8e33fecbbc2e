import { useSyncExternalStore, type ReactNode } from 'react';
import { isGuest, useConnection, useIdentity } from '../../sdk';
import { announcement } from '../app/announce';
import { go } from '../app/router';
import { theme, type Theme } from '../app/theme';
import { languages, setLanguage, useTexts } from '../texts';
import { Brand } from './Brand';
import { StatusPill } from './StatusPill';

/** The frame of every page: brand, language, theme, connection, and the live regions. */
export function Shell({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const { say } = useTexts();
  return (
    <>
      <a className="skip" href="#main">{say('skip')}</a>
      <header className="top">
        <Brand />
        <div className="top-tools">
          <ConnectionPill />
          <LanguageChoice />
          <ThemeChoice />
          <AccountLink />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={wide ? 'page page-wide' : 'page'}>{children}</main>
      <LiveRegions />
    </>
  );
}

export function ConnectionPill() {
  const status = useConnection();
  return status === 'idle' ? null : <StatusPill status={status} testId="connection-state" />;
}

function LanguageChoice() {
  const { say, language } = useTexts();
  return (
    <label className="tool">
      <span className="hidden">{say('language')}</span>
      <select value={language.code} onChange={(event) => setLanguage(event.target.value)}>
        {languages.map(({ code, name }) => <option key={code} value={code} lang={code}>{name}</option>)}
      </select>
    </label>
  );
}

const themes: readonly Theme[] = ['auto', 'light', 'dark'];
const themeTexts = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const;

function ThemeChoice() {
  const { say } = useTexts();
  const chosen = useSyncExternalStore(theme.subscribe, theme.get);
  const following = themes[(themes.indexOf(chosen) + 1) % themes.length] ?? 'auto';
  const label = `${say('theme')}: ${say(themeTexts[chosen])}`;
  return (
    <button type="button" className="tool tool-button" aria-label={label} title={label} onClick={() => theme.set(following)}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2" />
        {chosen !== 'light' && <path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor" />}
        {chosen === 'dark' && <path d="M12 3a9 9 0 0 0 0 18z" fill="currentColor" />}
      </svg>
    </button>
  );
}

function AccountLink() {
  const { say } = useTexts();
  const identity = useIdentity();
  const label = say(identity && !isGuest(identity) ? 'account' : 'signIn');
  return (
    <a className="tool tool-button" href="/account" aria-label={label} title={label} data-testid="account-link" onClick={(event) => { event.preventDefault(); go('/account'); }}>
      <svg viewBox="0 0 24 24" aria-hidden="true" fill={identity && !isGuest(identity) ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="2">
        <circle cx="12" cy="8" r="4" />
        <path d="M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6z" strokeLinejoin="round" />
      </svg>
    </a>
  );
}

export function LiveRegions() {
  const { text, urgent, id } = useSyncExternalStore(announcement.subscribe, announcement.get);
  return (
    <div className="hidden">
      <div aria-live="polite">{!urgent && <span key={id}>{text}</span>}</div>
      <div aria-live="assertive">{urgent && <span key={id}>{text}</span>}</div>
    </div>
  );
}
