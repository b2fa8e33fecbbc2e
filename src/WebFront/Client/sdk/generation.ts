import { deadlineIn, type Deadline } from './deadline';
import type { Generated, GeneratedItem, GenerationEvent, GenerationRequest } from './generationWire';

/** Why there are no (more) questions; `retry` is the instant from which another try may do better, where that is known. */
export interface GenerationError { readonly code: string; readonly message: string; readonly retry: Deadline | null }

export interface GenerationResult {
  readonly questions: readonly GeneratedItem[];
  /** How many the model wrote that did not pass, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** "ok", or why the model gave fewer than were asked for, or none, so that the bank stands in. */
  readonly code: string;
  readonly message: string;
  readonly retry: Deadline | null;
}

/**
 * One request for questions, as far as this client knows. `asking`: the server has not said yet that it has it. `cancelling`: it was told to stop, or will be
 * once there is a connection. `recalling`: it was over before this page was
 * loaded, and how is asked for. What has passed stays in `questions`, however it ends: they are in the bank.
 */
export interface Generation {
  readonly stage: 'idle' | 'recalling' | 'asking' | 'running' | 'cancelling' | 'done' | 'failed';
  readonly requestId: string;
  readonly request: GenerationRequest | null;
  readonly done: number;
  readonly of: number;
  readonly deadline: Deadline | null;
  readonly questions: readonly GeneratedItem[];
  readonly result: GenerationResult | null;
  readonly error: GenerationError | null;
}

export const noGeneration: Generation = { stage: 'idle', requestId: '', request: null, done: 0, of: 0, deadline: null, questions: [], result: null, error: null };

export const isBusy = ({ stage }: Generation): boolean => stage === 'asking' || stage === 'running' || stage === 'cancelling';

/** The server has something to say of it yet. */
export const isOpen = (state: Generation): boolean => isBusy(state) || state.stage === 'recalling';

/** What this client itself knows happened. */
export type GenerationStep =
  | { type: 'asked' | 'recalled'; requestId: string; request: GenerationRequest }
  | { type: 'cancelling' }
  | { type: 'refused'; requestId: string; code: string; message: string; retryAfter?: number | null }
  | GenerationEvent;

/**
 * What a step makes of it. Steps may come late, twice, or in another order than they were told: what is over stays over, nothing is counted back, and no
 * question is shown twice.
 */
export function reduceGeneration(state: Generation, step: GenerationStep, now: number): Generation {
  if (step.type === 'asked' || step.type === 'recalled') return { ...noGeneration, stage: step.type === 'asked' ? 'asking' : 'recalling', requestId: step.requestId, request: step.request, of: step.request.count };
  if ('requestId' in step && step.requestId !== '' && step.requestId !== state.requestId) return state;
  if (!isOpen(state)) {
    // Asked for what is over, the server tells the end first and in the answer what had passed until then.
    if (state.stage !== 'failed' || step.type !== 'Generating') return state;
    const questions = withNew(state.questions, step.questions);
    return questions === state.questions ? state : { ...state, questions, done: questions.length };
  }
  switch (step.type) {
    case 'cancelling':
      return { ...state, stage: 'cancelling' };
    case 'Generating': {
      const questions = withNew(state.questions, step.questions);
      return {
        ...state, stage: state.stage === 'asking' ? 'running' : state.stage, questions, of: step.of,
        done: Math.max(state.done, step.done, questions.length), deadline: deadlineIn(step.remainingMs, state.deadline?.ofMs, now),
      };
    }
    case 'Generated':
      return { ...state, stage: 'done', done: step.questions.length, deadline: null, questions: step.questions, result: resultOf(step, now), error: null };
    case 'GenerationFailed':
    case 'refused':
      return { ...state, stage: 'failed', deadline: null, result: null, error: { code: step.code, message: step.message, retry: inSeconds(step.retryAfter, now) } };
  }
}

/** What tells a question from the others of its request. */
export const itemKey = (item: GeneratedItem): string => item.id ?? item.question.text;

function withNew(known: readonly GeneratedItem[], told: readonly GeneratedItem[]): readonly GeneratedItem[] {
  const keys = new Set(known.map(itemKey));
  const fresh = told.filter((item) => !keys.has(itemKey(item)) && keys.add(itemKey(item)));
  return fresh.length > 0 ? [...known, ...fresh] : known;
}

const resultOf = ({ questions, dropped, code, message, retryAfter }: Generated, now: number): GenerationResult =>
  ({ questions, dropped, code, message: message ?? '', retry: inSeconds(retryAfter, now) });

const inSeconds = (seconds: number | null | undefined, now: number): Deadline | null => (seconds ? deadlineIn(seconds * 1000, null, now) : null);

/** "retry in 12 s" at the end of a refusal's sentence. */
export function retryAfterOf(message: string): number | null {
  const found = /retry in (\d+) s/.exec(message);
  return found ? Number(found[1]) : null;
}
