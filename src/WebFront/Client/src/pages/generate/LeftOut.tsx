import { useState } from 'react';
import { itemKey, toQuizError, type GeneratedItem } from '../../../sdk';
import { announce } from '../../app/announce';
import { ConfirmButton } from '../../components/Confirm';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import type { Taken } from './useTaken';

/** What is not taken on stays in the bank as a draft, until it is put back or deleted there. */
export function LeftOut({ taken }: { taken: Taken }) {
  const { say } = useTexts();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const drafts = taken.out.filter((item) => item.question.status === 'draft').length;

  const putBack = (item: GeneratedItem) => {
    taken.putBack(item);
    announce(say('w_isBack'));
  };
  const remove = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { deleted, refused } = await taken.deleteOut();
      announce(say('w_deleted', { count: deleted }));
      if (refused > 0) setProblem(say('b_bulkRefused', { count: refused }));
    } catch (error) {
      setProblem(refusal(say, toQuizError(error).code));
    } finally {
      setBusy(false);
    }
  };

  return (
    <details className="card generate-out" data-testid="gen-left-out">
      <summary>{say('w_leftOut', { count: taken.out.length })}</summary>
      <ul>
        {taken.out.map((item) => (
          <li key={itemKey(item)}>
            <bdi lang={item.question.language}>{item.question.text}</bdi>
            <button type="button" className="button quiet small" onClick={() => putBack(item)} aria-label={say('w_putBackOne', { text: item.question.text })} data-testid="gen-put-back">{say('w_putBack')}</button>
          </li>
        ))}
      </ul>
      {problem && <Note tone="bad">{problem}</Note>}
      {drafts > 0 && <ConfirmButton className="button quiet small" disabled={busy} ask={say('w_deleteAsk', { count: drafts })} onConfirm={() => void remove()}>{say('w_deleteDrafts')}</ConfirmButton>}
    </details>
  );
}
