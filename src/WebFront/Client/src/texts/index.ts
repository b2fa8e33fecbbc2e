import { useSyncExternalStore } from 'react';
import { Observable } from '../../sdk';
import { en, type TextKey, type Texts } from './en';

export type { TextKey } from './en';

interface Language { readonly code: string; readonly name: string; readonly dir: 'ltr' | 'rtl'; readonly load: () => Promise<Texts> }

/** English is always there; the others come when they are chosen. */
export const languages: readonly Language[] = [
  { code: 'en', name: 'English', dir: 'ltr', load: () => Promise.resolve(en) },
  { code: 'de', name: 'Deutsch', dir: 'ltr', load: () => import('./de').then(({ de }) => de) },
  { code: 'ar', name: 'العربية', dir: 'rtl', load: () => import('./ar').then(({ ar }) => ar) },
];

const byCode = (code: string | null): Language | undefined => languages.find((language) => language.code === code);
const english = byCode('en') as Language;

const preferred = (): Language =>
  byCode(new URLSearchParams(location.search).get('lang'))
  ?? byCode(localStorage.getItem('quiz.language'))
  ?? navigator.languages.map((tag) => byCode(tag.split('-')[0] ?? null)).find(Boolean)
  ?? english;

interface Spoken { readonly say: Say; readonly language: Language }

const current = new Observable<Spoken>({ say: sayIn(english, en), language: english });
let wanted = english;

async function speak(language: Language): Promise<void> {
  wanted = language;
  const texts = await language.load();
  // Another was chosen while this one was on its way.
  if (wanted !== language) return;
  document.documentElement.lang = language.code;
  document.documentElement.dir = language.dir;
  current.set({ say: sayIn(language, texts), language });
}

/** Before anything is shown. A language that cannot be had leaves English. */
export const speakPreferred = (): Promise<void> => speak(preferred()).catch(() => speak(english));

export function setLanguage(code: string): void {
  const language = byCode(code);
  if (!language) return;
  // What cannot be had now leaves all as it is.
  speak(language).then(() => localStorage.setItem('quiz.language', code), () => undefined);
}

export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

function sayIn(language: Language, texts: Texts): Say {
  const numbers = new Intl.NumberFormat(language.code);
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numbers.format(value) : value ?? hole;
  });
}

/** The texts of the chosen language: `say('questionOf', { n: 1, of: 8 })`. */
export const useTexts = (): Spoken => useSyncExternalStore(current.subscribe, current.get);

/** The sentence for a refusal's code. */
export const refusal = (say: Say, code: string | undefined): string => say(code && `e_${code}` in en ? (`e_${code}` as TextKey) : 'e_internal_error');
