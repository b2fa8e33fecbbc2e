import { lazy, Suspense, useEffect, useRef } from 'react';
import { spacedPin } from '../components/Brand';
import { Shell } from '../components/Shell';
import { HomePage } from '../pages/HomePage';
import { HostConsole } from '../pages/host/HostConsole';
import { HostSetup } from '../pages/host/HostSetup';
import { PlayPage } from '../pages/play/PlayPage';
import { ScreenPage } from '../pages/screen/ScreenPage';
import { useTexts } from '../texts';
import { go, usePath } from './router';
import { routeOf } from './routes';

const DuelSection = lazy(() => import('../pages/duel/DuelSection').catch(() => ({ default: NotLoaded })));
const AccountSection = lazy(() => import('../pages/account/AccountSection').catch(() => ({ default: NotLoaded })));
const AdminSection = lazy(() => import('../pages/admin/AdminSection').catch(() => ({ default: NotLoaded })));
const BankSection = lazy(() => import('../pages/bank/BankSection').catch(() => ({ default: NotLoaded })));
const GenerateSection = lazy(() => import('../pages/generate/GenerateSection').catch(() => ({ default: NotLoaded })));

export function App() {
  const path = usePath();
  const route = routeOf(path);
  const { say } = useTexts();
  const title = 'pin' in route ? `${spacedPin(route.pin)} · ${say('appName')}` : say('appName');
  useEffect(() => { document.title = title; }, [title]);

  // After a change of page the keyboard starts at its beginning; on the first page the browser sees to that.
  const shownPath = useRef(path);
  useEffect(() => {
    if (shownPath.current !== path) document.getElementById('main')?.focus({ preventScroll: true });
    shownPath.current = path;
  }, [path]);

  switch (route.page) {
    case 'home':
      return <Shell wide><HomePage /></Shell>;
    case 'unknown':
      return <Shell><UnknownPage /></Shell>;
    case 'hostSetup':
      return <Shell wide><HostSetup /></Shell>;
    case 'play':
      return <Shell><PlayPage key={route.pin} pin={route.pin} /></Shell>;
    case 'host':
      return <Shell wide><HostConsole key={route.pin} pin={route.pin} /></Shell>;
    case 'duels':
    case 'duel':
    case 'ladder':
      return <Shell wide={route.page === 'duels'}><Suspense fallback={<Loading />}><DuelSection route={route} /></Suspense></Shell>;
    case 'account':
    case 'createAccount':
    case 'resetPassword':
      return <Shell><Suspense fallback={<Loading />}><AccountSection route={route} /></Suspense></Shell>;
    case 'bank':
      return <Shell wide><Suspense fallback={<Loading />}><BankSection open={route.open} /></Suspense></Shell>;
    case 'admin':
      return <Shell wide><Suspense fallback={<Loading />}><AdminSection part={route.open} /></Suspense></Shell>;
    case 'generate':
      return <Shell wide><Suspense fallback={<Loading />}><GenerateSection /></Suspense></Shell>;
    case 'screen':
      return <ScreenPage key={route.pin} pin={route.pin} />;
  }
}

function UnknownPage() {
  const { say } = useTexts();
  return (
    <div className="card stack narrow">
      <h1>{say('pageUnknown')}</h1>
      <button type="button" className="button primary" onClick={() => go('/')}>{say('playAgain')}</button>
    </div>
  );
}

function Loading() {
  const { say } = useTexts();
  return <p className="waiting-text" role="status">{say('loading')}</p>;
}

function NotLoaded() {
  const { say } = useTexts();
  return (
    <div className="card stack narrow">
      <h1>{say('e_offline')}</h1>
      <button type="button" className="button primary" onClick={() => location.reload()}>{say('tryAgain')}</button>
    </div>
  );
}
