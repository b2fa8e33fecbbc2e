import { refusal, type Say, type TextKey } from '../../texts';
import { en } from '../../texts/en';

/** What the audit knows of, as the wire calls it. */
export const actions = Object.keys(en).filter((key) => key.startsWith('ad_a_')).map((key) => key.slice('ad_a_'.length));

/** Of one that a newer server knows, its own word. */
export const actionText = (say: Say, action: string): string => (`ad_a_${action}` in en ? say(`ad_a_${action}` as TextKey) : action);

export const roles = ['player', 'student', 'host', 'teacher', 'admin'] as const;

/** The sentence for a refusal: here other things are missing or forbidden than in a game. */
export const adminRefusal = (say: Say, code: string): string => (code === 'forbidden' ? say('ad_only') : code === 'not_found' ? say('ad_none') : refusal(say, code));

export const wordText = (say: Say, word: string): string => (`ad_${word}` in en ? say(`ad_${word}` as TextKey) : word);
