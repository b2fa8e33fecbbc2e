import type { BankFault, SimilarQuestion } from './bankWire';
import type { RowFault } from './wire';

/** A refusal with the stable code of docs/protocol.md. `offline` is ours: the server was not reached. */
export class QuizError extends Error {
  constructor(readonly code: string, message: string, readonly rejected: readonly RowFault[] = [], readonly faults: readonly BankFault[] = [], readonly similar: readonly SimilarQuestion[] = []) {
    super(message);
    this.name = 'QuizError';
  }
}

/** Refusals that pass: the same is asked for again. At a token's end the connection has the next one in a moment, or is made anew. */
export const transient: ReadonlySet<string> = new Set(['rate_limited', 'storage_unavailable', 'server_unavailable', 'internal_error', 'token_expired']);
export const repeatMs = 2000;

/** Turns whatever a hub call threw into a QuizError: "code: sentence", with SignalR's own words before it or not. */
export function toQuizError(error: unknown): QuizError {
  if (error instanceof QuizError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const refusal = /(?:^|HubException:\s*)([a-z][a-z0-9_]*):\s+([\s\S]*)$/.exec(text);
  if (refusal) return new QuizError(refusal[1] ?? 'internal_error', (refusal[2] ?? '').trim());
  if (/error occurred|HubException/i.test(text)) return new QuizError('internal_error', text);
  return new QuizError('offline', text);
}

interface Problem { code?: string; title?: string; detail?: string; rejected?: RowFault[]; faults?: BankFault[]; similar?: SimilarQuestion[] }

/** Reads an application/problem+json answer. */
export async function problemOf(response: Response): Promise<QuizError> {
  const problem = (await response.json().catch(() => ({}))) as Problem;
  const code = problem.code ?? (response.status === 401 ? 'unauthenticated' : response.status >= 500 ? 'internal_error' : 'invalid_argument');
  return new QuizError(code, problem.detail ?? problem.title ?? `HTTP ${response.status}`, problem.rejected ?? [], problem.faults ?? [], problem.similar ?? []);
}
