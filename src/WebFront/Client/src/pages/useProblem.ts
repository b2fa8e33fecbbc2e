import { useCallback, useEffect, useState } from 'react';
import { useQuiz, type ConnectionStatus } from '../../sdk';

/** What is left of a refusal when the connection's state changes: that there was none is no longer so once it is back. */
export const leftOf = (problem: string | null, status: ConnectionStatus): string | null => (problem === 'offline' && status === 'online' ? null : problem);

/** The code of a refusal to show, for as long as it is true. */
export function useProblem(): [string | null, (code: string | null) => void] {
  const { status } = useQuiz().connection;
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => status.subscribe(() => setProblem((before) => leftOf(before, status.get()))), [status]);
  return [problem, useCallback((code: string | null) => setProblem(code), [])];
}
