/** The question bank on the wire: docs/protocol.md. */
export type BankQuestionKind = 'single' | 'multiple' | 'trueFalse' | 'typed' | 'number' | 'order' | 'poll' | 'slide';
export type QuestionStatus = 'draft' | 'ready' | 'retired';

export interface ChoiceDraft { text: string; correct?: boolean }

export interface QuestionDraft {
  kind: BankQuestionKind; text: string; explanation: string; category: string; tags: readonly string[]; difficulty: '' | 'easy' | 'medium' | 'hard'; language: string;
  seconds?: number | null; points: number; examType: string; subject: string; source: string; licence: string; status: QuestionStatus;
  choices: readonly ChoiceDraft[]; answer?: boolean | null; accepted: readonly string[]; allowTypos: boolean;
  number?: number | null; within: number; rule: 'within' | 'nearest'; unit: string; items: readonly string[];
}

export interface BankEntry {
  questionId: string; version: number; space: string; ownerId: string; editorId: string; createdAt: string; updatedAt: string;
  verifiedBy?: string; verifiedAt?: string; provenance?: { model: string; promptVersion: string; keyEntry: string; requestId: string; at: string };
  question: QuestionDraft;
}

export interface BankPage { items: readonly BankEntry[]; next?: string | null }

export interface BankFilter {
  search?: string; category?: string; language?: string; kind?: string; difficulty?: string; status?: string; space?: string; flag?: string; tag?: string;
}

export interface Facet { value: string; count: number }
export interface BankFacets {
  total: number; categories: readonly Facet[]; languages: readonly Facet[]; kinds: readonly Facet[]; statuses: readonly Facet[]; difficulties: readonly Facet[];
}

export interface SimilarQuestion { questionId: string; text: string; similarity: number; isSame: boolean }
export interface BankFault { code: string; message: string }
export interface BankRow { row: number; line: number; questionId?: string; text: string; faults: readonly BankFault[]; similar: readonly SimilarQuestion[] }
export interface BankSaved { entry: BankEntry; similar: readonly SimilarQuestion[] }
export interface BankChanged { changed: readonly string[]; refused: readonly { questionId: string; code: string }[] }
export interface ImportReport { stored: number; good: number; bad: number; dryRun: boolean; rows: readonly BankRow[] }

export interface QuestionStatistics {
  questionId: string; games: number; shown: number; answered: number; right: number; shareRight?: number; medianMs?: number; discrimination?: number;
  choices: readonly number[]; unusedChoices: readonly number[]; flags: readonly string[];
}

export interface DrawRule {
  count: number; category?: string; difficulty?: string; language?: string; tags?: readonly string[]; kinds?: readonly string[]; examType?: string; subject?: string;
  unseenBy?: readonly string[]; fresh?: boolean;
}
