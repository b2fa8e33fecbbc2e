import { expect, test } from 'vitest';
import { routeOf } from './routes';

test.each(['play', 'host', 'screen', 'duel'] as const)('a link to /%s may be written in any case, with spaces', (page) => {
  expect(routeOf(`/${page}/abc%20d12`)).toEqual({ page, pin: 'ABCD12' });
});

test.each(['play', 'host', 'screen', 'duel'] as const)('an address that is no text is shown as it is: /%s', (page) => {
  expect(routeOf(`/${page}/%`)).toEqual({ page, pin: '%' });
  expect(routeOf(`/${page}/%e0%a4`)).toEqual({ page, pin: '%E0%A4' });
});

test.each(['bank', 'admin'] as const)('a part of /%s keeps its case, and may be no text', (page) => {
  expect(routeOf(`/${page}/Qx%2F1`)).toEqual({ page, open: 'Qx/1' });
  expect(routeOf(`/${page}/%`)).toEqual({ page, open: '%' });
  expect(routeOf(`/${page}`)).toEqual({ page, open: '' });
});

test.each([
  ['/', 'home'], ['/host', 'hostSetup'], ['/duel', 'duels'], ['/ladder', 'ladder'], ['/generate', 'generate'], ['/account/create', 'createAccount'],
  ['/account/reset', 'resetPassword'], ['/account', 'account'], ['/nowhere', 'unknown'], ['/play', 'home'], ['/screen', 'home'],
])('%s is %s', (path, page) => {
  expect(routeOf(path)).toEqual({ page });
});
