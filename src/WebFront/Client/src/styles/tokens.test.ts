import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function colour(token: string, theme: 'light' | 'dark'): string {
  const value = new RegExp(`--${token}: (?:light-dark\\((#\\w{6}), (#\\w{6})\\)|(#\\w{6}));`).exec(css);
  const found = value && (value[3] ?? (theme === 'light' ? value[1] : value[2]));
  if (!found) throw new Error(`No colour --${token}.`);
  return found;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const textPairs: [string, string][] = [
  ['ink', 'canvas'], ['ink', 'surface'], ['ink', 'sunken'], ['ink-soft', 'canvas'], ['ink-soft', 'surface'], ['ink-soft', 'sunken'],
  ['stage-ink', 'stage'], ['stage-soft', 'stage'], ['brass', 'stage'], ['stage-soft', 'stage-slat'], ['brass-ink', 'brass'], ['action-ink', 'action'], ['action-ink', 'action-hover'],
  ['link', 'canvas'], ['link', 'surface'], ['good', 'good-surface'], ['bad', 'bad-surface'], ['bad', 'canvas'], ['surface', 'bad'],
  ['ink', 'good-surface'], ['ink', 'bad-surface'], ['ink-soft', 'good-surface'], ['result-ink', 'right-fill'], ['result-ink', 'wrong-fill'],
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((id): [string, string] => [`on-choice-${id}`, `choice-${id}`]),
];
const shapePairs: [string, string][] = [['control-line', 'surface'], ['control-line', 'canvas'], ['focus', 'canvas'], ['focus', 'surface'], ['action', 'surface'], ['action', 'canvas'], ['brass', 'stage'], ['action', 'sunken'], ['control-line', 'sunken']];

test.each((['light', 'dark'] as const).flatMap((theme) => textPairs.map((pair) => [theme, ...pair] as const)))('%s: %s on %s can be read', (theme, on, under) => {
  expect(contrast(colour(on, theme), colour(under, theme))).toBeGreaterThanOrEqual(4.5);
});

test.each((['light', 'dark'] as const).flatMap((theme) => shapePairs.map((pair) => [theme, ...pair] as const)))('%s: %s on %s can be seen', (theme, on, under) => {
  expect(contrast(colour(on, theme), colour(under, theme))).toBeGreaterThanOrEqual(3);
});

test.each([[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5, 6], [6, 7]])('choices %i and %i differ in lightness, not in hue alone', (one, other) => {
  expect(contrast(colour(`choice-${one}`, 'light'), colour(`choice-${other}`, 'light'))).toBeGreaterThanOrEqual(3);
});
