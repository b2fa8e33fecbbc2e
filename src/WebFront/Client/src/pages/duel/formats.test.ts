import { expect, test } from 'vitest';
import { categoriesIn, categoryName, clock, duration, languagesOf, ratingText, signed } from './formats';

test.each([[0, '0:00'], [9.9, '0:09'], [75, '1:15'], [300, '5:00'], [-3, '0:00']])('%d seconds read %s', (seconds, text) => {
  expect(clock(seconds, 'en')).toBe(text);
});
test.each([[200, '1 second'], [45_000, '45 seconds'], [180_000, '3 minutes']])('%d ms are %s', (ms, text) => {
  expect(duration(ms, 'en')).toBe(text);
});
test('an unsettled rating has a question mark, an unknown one is nothing else', () => {
  expect([ratingText(1500, true, 'en'), ratingText(1500, false, 'en'), ratingText(NaN, true, 'en')]).toEqual(['1500?', '1500', '?']);
});
test('a change of rating has its sign', () => {
  expect([signed(12, 'en'), signed(-12, 'en'), signed(0, 'en')]).toEqual(['+12', '−12', '0']);
});
test('a category is written as words', () => {
  const say = ((key: string) => key) as never;
  expect(categoryName(say, 'world-history')).toBe('World history');
  expect(categoryName(say, 'general')).toBe('categoryGeneral');
});

test('categories are those of the language, everything first', () => {
  const all = [['science', 'en'], ['general', 'en'], ['art', 'en'], ['kunst', 'de']].map(([category = '', language = '']) => ({ category, language, questions: 10 }));
  expect(languagesOf(all)).toEqual(['en', 'de']);
  expect(categoriesIn(all, 'en')).toEqual(['general', 'art', 'science']);
  expect(categoriesIn(all, 'de')).toEqual(['general', 'kunst']);
});
