import { expect, test } from 'vitest';
import { joinStep } from './joinStep';

const situation = { wish: null, signedIn: false, named: false, outside: false, teams: undefined } as const;
const wish = { nickname: 'Ada' };

test.each([
  ['a fresh phone looks at the room before it asks for anything', {}, 'look'],
  ['who said a name on the start page comes in under it', { wish }, 'name'],
  ['who looks from outside is asked', { signedIn: true, outside: true, teams: 'none' }, 'ask'],
  ['until the room is seen there is nothing to do', { wish, signedIn: true }, 'wait'],
  ['a room with teams asks for one', { wish, signedIn: true, named: true, outside: true, teams: 'fixed' }, 'askTeam'],
  ['and for no other name meanwhile', { wish, signedIn: true, outside: true, teams: 'free' }, 'askTeam'],
  ['the name that was said takes the place of none', { wish, signedIn: true, outside: true, teams: 'none' }, 'name'],
  ['a guest with a name sits down', { wish, signedIn: true, named: true, outside: true, teams: 'none' }, 'seat'],
  ['in his team', { wish: { ...wish, team: 'Red' }, signedIn: true, named: true, outside: true, teams: 'fixed' }, 'seat'],
] as const)('%s', (_, change, step) => expect(joinStep({ ...situation, ...change })).toBe(step));
