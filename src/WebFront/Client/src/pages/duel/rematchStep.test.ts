import { describe, expect, test } from 'vitest';
import type { Duel, DuelSide } from '../../../sdk';
import { rematchStep, rematchWord } from './rematchStep';

const side = (playerId: string, wantsRematch: boolean, connected = true) => ({ playerId, wantsRematch, connected }) as DuelSide;
const given = ({ mine = false, his = false, off, asking = false, over = false, connected = true }: { mine?: boolean; his?: boolean; off?: Duel['rematchOff']; asking?: boolean; over?: boolean; connected?: boolean }) => {
  const situation = { duel: { rematchOff: off ?? null } as Duel, me: side('ada', mine), other: side('bob', his, connected), asking, over };
  const step = rematchStep(situation);
  return [step, rematchWord({ ...situation, step })];
};

describe('a rematch', () => {
  test.each([
    ['nobody has asked', {}, 'open', null],
    ['the other has gone', { connected: false }, 'open', 'hasLeft'],
    ['I am asking', { asking: true }, 'waits', null],
    ['I have asked', { mine: true }, 'waits', null],
    ['I have asked and the other plays elsewhere', { mine: true, off: { playerId: 'bob', reason: 'elsewhere' } }, 'waits', 'rematchElsewhere'],
    ['the other has asked', { his: true }, 'wanted', 'rematchWanted'],
    ['both have', { mine: true, his: true }, 'waits', null],
    ['the other has declined', { off: { playerId: 'bob', reason: 'declined' } }, 'declined', 'rematchDeclined'],
    ['I have declined', { off: { playerId: 'ada', reason: 'declined' } }, 'open', null],
    ['nobody met my wish', { off: { playerId: 'ada', reason: 'expired' } }, 'open', 'rematchExpired'],
    ['my wish is over and the server has not said so', { mine: true, over: true }, 'open', 'rematchExpired'],
    ['the other\'s wish is over and the server has not said so', { his: true, over: true }, 'open', null],
    ['the other has taken it back', { off: { playerId: 'bob', reason: 'withdrawn' } }, 'open', null],
  ] as const)('%s', (_, situation, step, word) => expect(given(situation)).toEqual([step, word]));
});
