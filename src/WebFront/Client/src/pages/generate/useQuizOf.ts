import { useRef } from 'react';
import { quizQuestion, useQuiz, type GeneratedItem, type GenerationRequest } from '../../../sdk';
import { defaultSettings } from '../host/SettingsForm';

const longestTitle = 120;

/** A quiz of the questions, and a room of it. Asked for twice with the same questions it is one quiz. */
export function useQuizOf(request: GenerationRequest | null, items: readonly GeneratedItem[]): { save: () => Promise<string>; openRoom: () => Promise<string> } {
  const client = useQuiz();
  const made = useRef<{ of: string; quizId: string } | null>(null);

  const save = async (): Promise<string> => {
    const quiz = { title: (request?.topic || request?.subject || '').slice(0, longestTitle), language: request?.language ?? 'en', questions: items.map((item) => quizQuestion(item.question)) };
    const of = JSON.stringify(quiz);
    if (made.current?.of !== of) {
      const { quizId } = await client.api.createQuiz(quiz);
      if (!quizId) throw new Error('A quiz that was taken has an id.');
      made.current = { of, quizId };
    }
    return made.current.quizId;
  };

  return {
    save,
    openRoom: async () => {
      const quizId = await save();
      return (await client.createRoom({ ...defaultSettings, quizId })).pin;
    },
  };
}
