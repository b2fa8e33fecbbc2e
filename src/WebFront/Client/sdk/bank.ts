import type { QuestionDraft } from './bankWire';

/** The members a kind of question has; all others are left out of what is sent. */
const members: Readonly<Record<string, readonly (keyof QuestionDraft)[]>> = {
  single: ['choices'], multiple: ['choices'], poll: ['choices'], trueFalse: ['answer'], typed: ['accepted', 'allowTypos'], number: ['number', 'within', 'rule', 'unit'], order: ['items'], slide: [],
};
const common: readonly (keyof QuestionDraft)[] = [
  'kind', 'text', 'explanation', 'category', 'tags', 'difficulty', 'language', 'seconds', 'points', 'examType', 'subject', 'source', 'licence', 'status',
];

export const emptyQuestion: QuestionDraft = {
  kind: 'single', text: '', explanation: '', category: '', tags: [], difficulty: '', language: 'en', points: 1000, examType: '', subject: '', source: '', licence: '', status: 'draft',
  choices: [{ text: '', correct: true }, { text: '' }, { text: '' }, { text: '' }], answer: true, accepted: [''], allowTypos: true, number: 0, within: 0, rule: 'within', unit: '', items: ['', '', ''],
};

/** What is sent: the members of its kind, without the blank lines of a form. */
export function sentQuestion(draft: QuestionDraft): Partial<QuestionDraft> {
  const kept = new Set([...common, ...(members[draft.kind] ?? [])]);
  const sent = Object.fromEntries(Object.entries(draft).filter(([name]) => kept.has(name as keyof QuestionDraft))) as Partial<QuestionDraft>;
  if (sent.choices) sent.choices = sent.choices.filter((choice) => choice.text.trim() !== '').map((choice) => ({ text: choice.text.trim(), correct: draft.kind !== 'poll' && choice.correct === true }));
  if (sent.accepted) sent.accepted = sent.accepted.map((text) => text.trim()).filter(Boolean);
  if (sent.items) sent.items = sent.items.map((text) => text.trim()).filter(Boolean);
  return sent;
}

/** Where a question lies, and whose it is: a quiz does not ask. */
const ofTheBank = new Set<string>(['language', 'examType', 'subject', 'source', 'licence', 'status']);

/** What a quiz takes of a question of the bank. */
export const quizQuestion = (draft: QuestionDraft): Partial<QuestionDraft> =>
  Object.fromEntries(Object.entries(sentQuestion(draft)).filter(([name]) => !ofTheBank.has(name)));

/** A stored question in a form: what its kind does not have is as in an empty one, so that the kind may be changed. */
export const formQuestion = (stored: QuestionDraft): QuestionDraft => {
  const own = new Set([...common, ...(members[stored.kind] ?? [])]);
  return { ...emptyQuestion, ...(Object.fromEntries(Object.entries(stored).filter(([name]) => own.has(name as keyof QuestionDraft))) as Partial<QuestionDraft>) };
};

/** A file's format by its name and first characters; null when it may be any. */
export function formatOf(name: string, start: string): string | null {
  if (/\.xlsx$/i.test(name)) return 'kahoot';
  if (/\.zip$/i.test(name) || /<assessmentItem|imsqti/i.test(start)) return 'qti';
  if (/"response_code"|"incorrect_answers"/.test(start)) return 'opentdb';
  if (/\.json$/i.test(name) || /^\s*[[{]/.test(start)) return 'json';
  if (/^\s*ANSWER:\s*[A-Z]/m.test(start)) return 'aiken';
  if (/\.csv$|\.tsv$/i.test(name)) return 'csv';
  if (/\.gift/i.test(name) || /^\s*::|\{\s*[=~#TF]/m.test(start)) return 'gift';
  return null;
}
