import { useState } from 'react';
import { toQuizError } from '../../../sdk';

export interface Action { readonly busy: boolean; readonly problem: string | null; readonly run: (work: () => Promise<unknown>) => Promise<boolean>; readonly clear: () => void }

/** Something that is asked of the server once at a time; `problem` is the code with which it was refused. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  return {
    busy,
    problem,
    clear: () => setProblem(null),
    run: async (work) => {
      setBusy(true);
      setProblem(null);
      try {
        await work();
        return true;
      } catch (error) {
        setProblem(toQuizError(error).code);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
