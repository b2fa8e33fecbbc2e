import { useCallback, useEffect, useRef, useState } from 'react';
import { itemKey, toQuizError, useQuiz, type GeneratedItem, type QuestionDraft } from '../../../sdk';

/** What was done with a result, kept for as long as the tab: one leaves it to edit a question and comes back. */
interface Kept { requestId: string; out: readonly string[]; opened: readonly string[]; ready: readonly string[]; gone: readonly string[] }

const key = 'quiz.generation.taken';

function read(requestId: string): Kept {
  const none: Kept = { requestId, out: [], opened: [], ready: [], gone: [] };
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null;
    return kept?.requestId === requestId ? { ...none, ...kept } : none;
  } catch {
    return none;
  }
}

export interface Taken {
  /** What is taken on, as it is in the bank now. */
  readonly items: readonly GeneratedItem[];
  readonly out: readonly GeneratedItem[];
  leaveOut(item: GeneratedItem): void;
  putBack(item: GeneratedItem): void;
  /** It is about to be changed in the bank: read again when one comes back. */
  opened(item: GeneratedItem): void;
  /** Makes the drafts among them ready; says how many became so, and how many did not. */
  saveReady(): Promise<{ saved: number; refused: number }>;
  deleteOut(): Promise<{ deleted: number; refused: number }>;
}

/** The questions of a result that one means to keep. */
export function useTaken(requestId: string, questions: readonly GeneratedItem[]): Taken {
  const { api } = useQuiz();
  const [kept, setKept] = useState(() => read(requestId));
  const [edited, setEdited] = useState<Readonly<Record<string, QuestionDraft>>>({});
  // Written at once: whoever opens a question leaves the page in the same moment.
  const latest = useRef(kept);
  const change = useCallback((next: (before: Kept) => Partial<Kept>) => {
    latest.current = { ...latest.current, ...next(latest.current) };
    sessionStorage.setItem(key, JSON.stringify(latest.current));
    setKept(latest.current);
  }, []);

  useEffect(() => {
    let left = false;
    for (const id of read(requestId).opened) {
      api.bank.read(id).then(
        ({ question }) => { if (!left) setEdited((before) => ({ ...before, [id]: question })); },
        // Deleted there, it is no longer to be had; unreachable, it stays as it was written.
        (error: unknown) => { if (!left && toQuizError(error).code === 'not_found') change(({ gone }) => ({ gone: [...gone, id] })); },
      );
    }
    return () => { left = true; };
  }, [api, requestId, change]);

  const present = (item: GeneratedItem): GeneratedItem => {
    const question = edited[itemKey(item)] ?? item.question;
    return { ...item, question: kept.ready.includes(itemKey(item)) && question.status === 'draft' ? { ...question, status: 'ready' } : question };
  };
  const known = questions.filter((item) => !kept.gone.includes(itemKey(item))).map(present);
  const items = known.filter((item) => !kept.out.includes(itemKey(item)));
  const out = known.filter((item) => kept.out.includes(itemKey(item)));
  const drafts = (of: readonly GeneratedItem[]): string[] => of.flatMap((item) => (item.id && item.question.status === 'draft' ? [item.id] : []));

  return {
    items, out,
    leaveOut: (item) => change(({ out }) => ({ out: [...out, itemKey(item)] })),
    putBack: (item) => change(({ out }) => ({ out: out.filter((id) => id !== itemKey(item)) })),
    opened: (item) => change(({ opened }) => ({ opened: [...new Set([...opened, itemKey(item)])] })),
    saveReady: async () => {
      const { changed, refused } = await api.bank.change(drafts(items), { status: 'ready' });
      change(({ ready }) => ({ ready: [...ready, ...changed] }));
      return { saved: changed.length, refused: refused.length };
    },
    deleteOut: async () => {
      const { changed, refused } = await api.bank.change(drafts(out), { delete: true });
      change((before) => ({ gone: [...before.gone, ...changed], out: before.out.filter((id) => !changed.includes(id)) }));
      return { deleted: changed.length, refused: refused.length };
    },
  };
}
