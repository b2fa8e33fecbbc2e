export * from './core';
export { QuizContext, useQuiz } from './react/context';
export { useConnection, useCountdown, useHost, useIdentity, useRoom } from './react/hooks';
export { useDuel, useDuelQueue, useElapsed, useRead, type Read } from './react/duelHooks';
export { useQuestionGeneration, type QuestionGeneration } from './react/generationHooks';
