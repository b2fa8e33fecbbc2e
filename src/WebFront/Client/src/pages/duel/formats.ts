import type { DuelCategory } from '../../../sdk';
import type { Say } from '../../texts';

/** The category that draws from all. */
export const general = 'general';

export const categoryName = (say: Say, category: string): string =>
  category === general ? say('categoryGeneral') : category.charAt(0).toUpperCase() + category.slice(1).replaceAll('-', ' ');

/** Minutes and seconds, as clocks show them. */
export function clock(seconds: number, code: string): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${new Intl.NumberFormat(code).format(Math.floor(whole / 60))}:${new Intl.NumberFormat(code, { minimumIntegerDigits: 2 }).format(whole % 60)}`;
}

/** A wait in words: seconds up to a minute and a half, minutes beyond. */
export function duration(ms: number, code: string): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const [value, unit] = seconds <= 90 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return new Intl.NumberFormat(code, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** A question mark stands behind a rating that is not settled. */
export function ratingText(rating: number, provisional: boolean, code: string): string {
  return Number.isFinite(rating) ? `${new Intl.NumberFormat(code, { useGrouping: false, maximumFractionDigits: 0 }).format(rating)}${provisional ? '?' : ''}` : '?';
}

export const signed = (change: number, code: string): string =>
  new Intl.NumberFormat(code, { signDisplay: 'exceptZero', useGrouping: false, maximumFractionDigits: 0 }).format(change).replace('-', '−');

export const languageName = (language: string, code: string): string => {
  try {
    return new Intl.DisplayNames([code], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
};

export const languagesOf = (categories: readonly DuelCategory[]): string[] => [...new Set(categories.map(({ language }) => language))];

/** What is offered in a language: everything first, then by name. */
export function categoriesIn(categories: readonly DuelCategory[], language: string): string[] {
  const names = categories.filter((one) => one.language === language && one.category !== general).map(({ category }) => category);
  return [general, ...[...new Set(names)].sort((a, b) => a.localeCompare(b))];
}
