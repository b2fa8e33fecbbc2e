import { useState } from 'react';
import { toQuizError, useQuiz, useRead, type QuizApi } from '../../../sdk';

interface Page<T> { readonly items: readonly T[]; readonly next?: string | null }

export interface Pages<T> { readonly items: readonly T[] | null; readonly hasMore: boolean; readonly busy: boolean; readonly problem: string | null; readonly more: () => Promise<void>; readonly again: () => void }

/** A list that is read page after page; begun anew when `of` changes. */
export function usePages<T>(read: (api: QuizApi, after: string | null) => Promise<Page<T>>, of: string): Pages<T> {
  const { api } = useQuiz();
  const [turn, setTurn] = useState(0);
  const key = `${of}:${turn}`;
  const first = useRead((one) => read(one, null), key);
  const [later, setLater] = useState<{ of: string; items: readonly T[]; next: string | null }>({ of: '', items: [], next: null });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ of: string; code: string } | null>(null);
  const rest = later.of === key ? later : { items: [], next: first.value?.next ?? null };

  const more = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const page = await read(api, rest.next);
      setLater({ of: key, items: [...rest.items, ...page.items], next: page.next ?? null });
    } catch (error) {
      setProblem({ of: key, code: toQuizError(error).code });
    } finally {
      setBusy(false);
    }
  };

  return {
    items: first.value ? [...first.value.items, ...rest.items] : null,
    hasMore: rest.next !== null,
    busy,
    problem: first.problem ?? (problem?.of === key ? problem.code : null),
    more,
    again: () => setTurn((n) => n + 1),
  };
}
