import { expect, test } from 'vitest';
import { sentences } from './sentences';

test.each([
  [['You win!', null, 'You: 40 points', 'Bob: 30 points'], 'You win! You: 40 points. Bob: 30 points'],
  [['You lose', 'You gave up or were gone too long.', 'You: 0 points'], 'You lose. You gave up or were gone too long. You: 0 points'],
  [['هل انتهت؟', 'نعم'], 'هل انتهت؟ نعم'],
  [['\u2068Really?\u2069', '', undefined, 'Yes'], '\u2068Really?\u2069 Yes'],
  [[null, ''], ''],
])('%j reads as sentences', (parts, read) => expect(sentences(...parts)).toBe(read));
