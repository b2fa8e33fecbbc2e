import { useState } from 'react';
import { toQuizError, useQuiz } from '../../../sdk';
import { announce } from '../../app/announce';
import { ConfirmButton } from '../../components/Confirm';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';

/** What can be done to all that are marked; what was refused is told by number. */
export function BulkBar({ ids, onDone, onClear }: { ids: readonly string[]; onDone: () => void; onClear: () => void }) {
  const { say } = useTexts();
  const { api } = useQuiz();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string | null>(null);

  const change = async (what: { status?: string; verified?: boolean; delete?: boolean }) => {
    setBusy(true);
    setTold(null);
    try {
      const { changed, refused } = await api.bank.change(ids, what);
      announce(say('b_bulkDone', { count: changed.length }));
      if (refused.length > 0) setTold(`${say('b_bulkRefused', { count: refused.length })}: ${refusal(say, refused[0]?.code)}`);
      else onDone();
    } catch (error) {
      setTold(refusal(say, toQuizError(error).code));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="bank-bulk" role="group" aria-label={say('b_selected', { count: ids.length })}>
      <strong>{say('b_selected', { count: ids.length })}</strong>
      <button type="button" className="button small" disabled={busy} onClick={() => void change({ status: 'ready' })}>{say('b_makeReady')}</button>
      <button type="button" className="button small" disabled={busy} onClick={() => void change({ status: 'retired' })}>{say('b_retire')}</button>
      <button type="button" className="button small" disabled={busy} onClick={() => void change({ verified: true })}>{say('b_verify')}</button>
      <ConfirmButton className="button small" ask={say('b_deleteAsk', { count: ids.length })} disabled={busy} onConfirm={() => void change({ delete: true })}>{say('delete')}</ConfirmButton>
      <button type="button" className="button quiet small" onClick={onClear}>{say('cancel')}</button>
      {told && <Note tone="bad">{told}</Note>}
    </div>
  );
}
