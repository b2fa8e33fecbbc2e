import { expect, test } from 'vitest';
import type { OwnAnswer } from '../../../sdk';
import { answerWord } from './answerWord';

const own = (state: OwnAnswer['state']): OwnAnswer => ({ index: 0, answer: { choices: [1] }, state });

test.each([
  ['sending', 'online', 'sending'],
  ['sending', 'offline', 'waiting'],
  ['sending', 'reconnecting', 'waiting'],
  ['waiting', 'online', 'waiting'],
  ['saved', 'offline', 'saved'],
  ['refused', 'online', 'refused'],
  ['none', 'online', null],
  ['lost', 'online', null],
] as const)('an answer that is %s, while %s', (state, connection, word) => expect(answerWord(own(state), connection, false)).toBe(word));

test('a saved answer may still be changed where the rules say so', () => expect(answerWord(own('saved'), 'online', true)).toBe('savedChange'));
