import { expect, test } from 'vitest';
import type { Identity } from '../../sdk';
import { ownName } from './ownName';

const named = (nickname: string, nameless?: boolean) => ({ nickname, nameless }) as Identity;

test.each([[null, ''], [named('Ada'), 'Ada'], [named('Host', true), '']])('%j', (identity, name) => expect(ownName(identity)).toBe(name));
