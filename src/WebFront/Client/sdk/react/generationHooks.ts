import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { ConnectionStatus } from '../connection';
import { isBusy, type Generation, type GenerationResult } from '../generation';
import type { GeneratedItem, GenerationRequest } from '../generationWire';
import { useQuiz } from './context';
import { useCountdown, useIdentity } from './hooks';

export interface QuestionGeneration {
  readonly status: 'connecting' | 'connected' | 'reconnecting' | 'offline';
  /** Between asking and the end. */
  readonly busy: boolean;
  readonly stage: Generation['stage'];
  readonly requestId: string;
  readonly request: GenerationRequest | null;
  /** While busy; `remainingMs` changes once a second and is null until the server has answered. */
  readonly progress: { readonly done: number; readonly of: number; readonly remainingMs: number | null } | null;
  /** Those that have passed so far, as they come; after a cancel those that had. */
  readonly questions: readonly GeneratedItem[];
  readonly result: (Omit<GenerationResult, 'retry'> & { readonly retryAfter: number | null }) | null;
  /** `retryAfter`: whole seconds until another try may do better, counting down; null when that is not known or they are over. */
  readonly error: { readonly code: string; readonly message: string; readonly retryAfter: number | null } | null;
  /** Gives the request's id. */
  readonly generate: (request: GenerationRequest) => string;
  readonly cancel: () => Promise<void>;
  readonly reset: () => void;
}

const statuses: Readonly<Record<ConnectionStatus, QuestionGeneration['status']>> =
  { idle: 'connecting', connecting: 'connecting', online: 'connected', reconnecting: 'reconnecting', offline: 'offline' };

/** Questions by a language model, live. There is a connection while a component uses it and somebody is signed in. */
export function useQuestionGeneration(): QuestionGeneration {
  const { generation } = useQuiz();
  const playerId = useIdentity()?.playerId;
  useEffect(() => (playerId ? generation.attend() : undefined), [generation, playerId]);

  const status = useSyncExternalStore(generation.link.status.subscribe, generation.link.status.get);
  const state = useSyncExternalStore(generation.state.subscribe, generation.state.get);
  const secondsLeft = useCountdown(state.deadline);
  const retryAfter = useCountdown(state.error?.retry ?? state.result?.retry ?? null) || null;
  const { result, error } = state;
  const busy = isBusy(state);
  return {
    status: statuses[status], busy, stage: state.stage, requestId: state.requestId, request: state.request, questions: state.questions,
    progress: busy ? { done: state.done, of: state.of, remainingMs: secondsLeft === null ? null : secondsLeft * 1000 } : null,
    result: result && { questions: result.questions, dropped: result.dropped, code: result.code, message: result.message, retryAfter },
    error: error && { code: error.code, message: error.message, retryAfter },
    generate: useCallback((request: GenerationRequest) => generation.generate(request), [generation]),
    cancel: useCallback(() => generation.cancel(), [generation]),
    reset: useCallback(() => generation.reset(), [generation]),
  };
}
