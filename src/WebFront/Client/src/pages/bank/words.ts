import type { TextKey } from '../../texts';
import { en } from '../../texts/en';

/** The text of a value of the wire, such as "trueFalse"; null for one that has none. */
export const wordOf = (value: string): TextKey | null => (`b_${value}` in en ? (`b_${value}` as TextKey) : null);

export const kinds = ['single', 'multiple', 'trueFalse', 'typed', 'number', 'order', 'poll', 'slide'] as const;
/** Kinds and languages that can be written by a language model and checked without a person. */
export const writableKinds = ['single', 'multiple', 'trueFalse', 'typed', 'number', 'order'] as const;
export const writableLanguages = ['en', 'de', 'ar', 'es', 'fr', 'hi', 'it', 'ja', 'nl', 'pl', 'pt', 'ru', 'tr', 'uk', 'zh'];

export const statuses = ['draft', 'ready', 'retired'] as const;
export const difficulties = ['easy', 'medium', 'hard'] as const;
export const flags = ['any', 'distractor_unused', 'best_players_miss'] as const;
export const spaces = ['own', 'shared', 'builtIn'] as const;

export const spaceOf = (space: string): 'builtIn' | 'shared' | 'own' => (space === '' ? 'builtIn' : space === '*' ? 'shared' : 'own');

/** "German" for "de", in the reader's language; the tag itself where it is unknown. */
export function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
