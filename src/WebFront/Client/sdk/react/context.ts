import { createContext, useContext } from 'react';
import type { QuizClient } from '../client';

export const QuizContext = createContext<QuizClient | null>(null);

export function useQuiz(): QuizClient {
  const client = useContext(QuizContext);
  if (!client) throw new Error('useQuiz needs a <QuizContext value={client}> above it.');
  return client;
}
