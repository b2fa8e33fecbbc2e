import { Shell } from '../components/Shell';
import { HomePage } from '../pages/HomePage';
import { HostConsole } from '../pages/host/HostConsole';
import { HostSetup } from '../pages/host/HostSetup';
import { PlayPage } from '../pages/play/PlayPage';
import { ScreenPage } from '../pages/screen/ScreenPage';
import { routeOf, usePath } from './router';

export function App() {
  const route = routeOf(usePath());
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
