import { expect, test } from 'vitest';
import { notLooking, type QueueState } from '../../../sdk';
import { markOver, toFollow } from './memory';

const found = (pin: string): QueueState => ({ stage: 'found', pin, opponent: null, deadline: null, seat: 'taken' });

test('a match that was found is followed', () => {
  expect(toFollow(found('M1'))).toBe('M1');
  expect(toFollow(notLooking)).toBeNull();
});

test('a duel that was seen to its end is not gone back to, and its rematch is followed', () => {
  markOver('M2');
  expect(toFollow(found('M2'))).toBeNull();
  expect(toFollow(found('M3'))).toBe('M3');
});
