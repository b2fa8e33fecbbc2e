import { useSyncExternalStore } from 'react';
import { Observable } from '../../sdk';
import { ar } from './ar';
import { de } from './de';
import { en, type TextKey, type Texts } from './en';

export type { TextKey } from './en';

interface Language { readonly code: string; readonly name: string; readonly dir: 'ltr' | 'rtl'; readonly texts: Texts }

export const languages: readonly Language[] = [
  { code: 'en', name: 'English', dir: 'ltr', texts: en },
  { code: 'de', name: 'Deutsch', dir: 'ltr', texts: de },
  { code: 'ar', name: 'العربية', dir: 'rtl', texts: ar },
];

const byCode = (code: string | null): Language | undefined => languages.find((language) => language.code === code);

const preferred = (): Language =>
  byCode(new URLSearchParams(location.search).get('lang'))
  ?? byCode(localStorage.getItem('quiz.language'))
  ?? navigator.languages.map((tag) => byCode(tag.split('-')[0] ?? null)).find(Boolean)
  ?? byCode('en') as Language;

const current = new Observable<Language>(preferred());

function show(language: Language): void {
  document.documentElement.lang = language.code;
  document.documentElement.dir = language.dir;
}
show(current.get());

export function setLanguage(code: string): void {
  const language = byCode(code);
  if (!language) return;
  localStorage.setItem('quiz.language', code);
  show(language);
  current.set(language);
}

export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

function sayIn(language: Language): Say {
  const numbers = new Intl.NumberFormat(language.code);
  return (key, values = {}) => (language.texts[key] ?? en[key]).replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numbers.format(value) : value ?? hole;
  });
}

const sayers = new Map(languages.map((language) => [language.code, sayIn(language)]));

/** The texts of the chosen language: `say('questionOf', { n: 1, of: 8 })`. */
export function useTexts(): { say: Say; language: Language } {
  const language = useSyncExternalStore(current.subscribe, current.get);
  return { say: sayers.get(language.code) as Say, language };
}

/** The sentence for a refusal's code. */
export const refusal = (say: Say, code: string | undefined): string => say(code && `e_${code}` in en ? (`e_${code}` as TextKey) : 'e_internal_error');
