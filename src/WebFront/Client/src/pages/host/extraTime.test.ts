import { expect, test } from 'vitest';
import { factorOf, factorsWith } from './extraTime';

const host = { hostKey: 'k', extraTime: [{ playerId: 'ada', factor: 2 }] };

test.each([
  ['as the server holds it', host, {}, 'ada', 2],
  ['as just asked for', host, { ada: 1 }, 'ada', 1],
  ['of somebody who has none', host, { ada: 3 }, 'bob', 1],
  ['before the snapshot', null, {}, 'ada', 1],
] as const)('extra time %s', (_, known, asked, playerId, factor) => expect(factorOf(known && { ...known, extraTime: [...known.extraTime] }, asked, playerId)).toBe(factor));

test('a factor that another client gave can be seen among the usual ones', () => {
  expect(factorsWith(2)).toEqual([1, 1.25, 1.5, 2, 3]);
  expect(factorsWith(1.75)).toEqual([1, 1.25, 1.5, 1.75, 2, 3]);
});
