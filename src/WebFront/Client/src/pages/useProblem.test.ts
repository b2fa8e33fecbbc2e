import { expect, test } from 'vitest';
import { leftOf } from './useProblem';

test.each([
  ['offline', 'reconnecting', 'offline'],
  ['offline', 'offline', 'offline'],
  ['offline', 'online', null],
  ['room_full', 'online', 'room_full'],
  [null, 'online', null],
] as const)('of "%s", %s', (problem, status, left) => expect(leftOf(problem, status)).toBe(left));
