import type { QuestionDraft } from './bankWire';

/** Questions by a language model on the wire: docs/protocol.md. */
export interface GenerationRequest {
  topic: string; subject: string; examType: string; difficulty: QuestionDraft['difficulty'];
  kind: 'single' | 'multiple' | 'trueFalse' | 'typed' | 'number' | 'order';
  language: string; count: number;
  /** Whether ready questions of the bank on the topic will do where the model gives none. */
  allowBank: boolean;
}

export interface GeneratedItem { id?: string | null; source: 'model' | 'bank' | 'packs'; question: QuestionDraft }

export interface Generating { requestId: string; done: number; of: number; questions: readonly GeneratedItem[]; remainingMs: number }

export interface Generated {
  requestId: string; questions: readonly GeneratedItem[]; dropped: Readonly<Record<string, number>>;
  /** "ok", or why the model gave fewer than were asked for, or none. */
  code: string; message?: string | null; retryAfter?: number | null;
}

/** Without a requestId the server no longer knows whose it was: it is that of whoever is told. */
export interface GenerationFailed { requestId: string; code: string; message: string; retryAfter?: number | null }

export type GenerationEvent =
  | ({ type: 'Generating' } & Generating)
  | ({ type: 'Generated' } & Generated)
  | ({ type: 'GenerationFailed' } & GenerationFailed);

export const generationEventTypes = ['Generating', 'Generated', 'GenerationFailed'] as const satisfies readonly GenerationEvent['type'][];
