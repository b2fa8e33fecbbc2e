import { expect, test } from 'vitest';
import { wayOut } from './wayOut';

const turn = { playerId: 'ada', score: 40 };

test.each([
  ['the seats are taken', 'lobby', {}, 'decline'],
  ['it counts down', 'countdown', {}, 'decline'],
  ['a question is open', 'question', {}, 'giveUp'],
  ['a question is closed', 'reveal', {}, 'giveUp'],
  ['the first of two turns counts down', 'countdown', { inTurns: true }, 'stop'],
  ['the first of two turns is played', 'question', { inTurns: true }, 'stop'],
  ['the second has not come in', 'lobby', { inTurns: true, turn }, 'decline'],
  ['the second has come, and it counts down', 'countdown', { inTurns: true, turn }, 'giveUp'],
  ['the second plays', 'question', { inTurns: true, turn }, 'giveUp'],
] as const)('while %s one leaves with the right words', (_, phase, duel, way) => expect(wayOut(phase, duel)).toBe(way));
