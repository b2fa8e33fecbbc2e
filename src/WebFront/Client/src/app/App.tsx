import { useEffect, useRef } from 'react';
import { spacedPin } from '../components/Brand';
import { Shell } from '../components/Shell';
import { HomePage } from '../pages/HomePage';
import { HostConsole } from '../pages/host/HostConsole';
import { HostSetup } from '../pages/host/HostSetup';
import { PlayPage } from '../pages/play/PlayPage';
import { ScreenPage } from '../pages/screen/ScreenPage';
import { useTexts } from '../texts';
import { routeOf, usePath } from './router';

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
    case 'hostSetup':
      return <Shell wide><HostSetup /></Shell>;
    case 'play':
      return <Shell><PlayPage key={route.pin} pin={route.pin} /></Shell>;
    case 'host':
      return <Shell wide><HostConsole key={route.pin} pin={route.pin} /></Shell>;
    case 'screen':
      return <ScreenPage key={route.pin} pin={route.pin} />;
  }
}
