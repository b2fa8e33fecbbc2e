import { expect, test } from 'vitest';
import { ar } from './ar';
import { de } from './de';
import { en, type TextKey, type Texts } from './en';

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test.each([['de', de], ['ar', ar]] as [string, Texts][])('%s fills the same holes as English', (_, texts) => {
  for (const [key, text] of Object.entries(texts)) expect({ key, holes: holes(text) }).toEqual({ key, holes: holes(en[key as TextKey]) });
});

test('every refusal that a player can meet is told in every language', () => {
  const codes = ['room_not_found', 'room_locked', 'room_full', 'kicked', 'late_join_closed', 'too_late', 'already_answered', 'invalid_nickname', 'invalid_team', 'offline'];
  for (const texts of [en, de, ar] as Texts[]) for (const code of codes) expect(texts[`e_${code}` as TextKey]).toBeTruthy();
});
