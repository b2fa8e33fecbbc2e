import { refusal, type Say, type TextKey } from '../../texts';
import { en } from '../../texts/en';

/** The sentence for why a generation gave none, or fewer than were asked for. */
export const failure = (say: Say, code: string): string => (`w_f_${code}` in en ? say(`w_f_${code}` as TextKey) : refusal(say, code));

/** Why questions were not taken, in words, most frequent first. Faults of the form are one for whoever reads it. */
export function droppedWords(say: Say, dropped: Readonly<Record<string, number>>): { words: string; count: number }[] {
  const counts = new Map<TextKey, number>();
  for (const [reason, count] of Object.entries(dropped)) {
    const key = (`w_d_${reason}` in en ? `w_d_${reason}` : 'w_d_other') as TextKey;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return [...counts].map(([key, count]) => ({ words: say(key), count })).sort((a, b) => b.count - a.count);
}
