import { expect, test } from 'vitest';
import { readNumber } from './readNumber';

test.each([['1969', 1969], ['1,5', 1.5], ['1.5', 1.5], ['−3', -3], ['12 000', 12_000], ['١٩٦٩', 1969], ['٣٫٥', 3.5], ['.5', 0.5]])('%s is a number', (text, number) => {
  expect(readNumber(text)).toBe(number);
});

test.each([[''], ['many'], ['1e9'], ['0x10'], ['1,000.5'], ['-']])('"%s" is none', (text) => {
  expect(readNumber(text)).toBeNull();
});
