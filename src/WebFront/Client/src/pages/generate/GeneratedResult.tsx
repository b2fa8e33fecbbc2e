import { useRef, useState } from 'react';
import { itemKey, toQuizError, type GeneratedItem, type QuestionGeneration } from '../../../sdk';
import { announce } from '../../app/announce';
import { go } from '../../app/router';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { LeftOut } from './LeftOut';
import { QuestionTools } from './QuestionTools';
import { ResultWords } from './ResultWords';
import { useQuizOf } from './useQuizOf';
import { useTaken } from './useTaken';
import { WrittenQuestion } from './WrittenQuestion';

/** What came of it, and what becomes of it: to look at, to put right, to keep, to play. */
export function GeneratedResult({ generation }: { generation: QuestionGeneration }) {
  const { say } = useTexts();
  const { requestId, request, questions, reset } = generation;
  const taken = useTaken(requestId, questions);
  const { items, out } = taken;
  const quiz = useQuizOf(request, items);
  const [busy, setBusy] = useState<'room' | 'other' | null>(null);
  const [told, setTold] = useState<{ text: string; isBad: boolean } | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const hasDrafts = items.some((item) => item.question.status === 'draft');

  const run = async (what: 'room' | 'other', work: () => Promise<string | null>) => {
    setBusy(what);
    setTold(null);
    try {
      const path = await work();
      if (path) go(path);
    } catch (error) {
      setTold({ text: refusal(say, toQuizError(error).code), isBad: true });
    } finally {
      setBusy(null);
    }
  };
  const saveReady = async () => {
    const { saved, refused } = await taken.saveReady();
    setTold({ text: refused > 0 ? say('w_notSaved', { count: refused }) : say('w_saved', { count: saved }), isBad: refused > 0 });
    return null;
  };
  const leaveOut = (item: GeneratedItem, n: number) => {
    taken.leaveOut(item);
    announce(say('w_isLeftOut', { n }));
    // The button goes with its question: the keyboard goes on at the list.
    list.current?.focus({ preventScroll: true });
  };

  return (
    <div className="generate-columns generate-taken" data-testid="gen-result">
      <section className="card stack generate-panel">
        <ResultWords generation={generation} />
        {told && <Note tone={told.isBad ? 'bad' : 'good'}>{told.text}</Note>}
        <div className="stack generate-deeds">
          <button type="button" className="button primary big" disabled={busy !== null || items.length === 0} onClick={() => void run('room', async () => `/host/${await quiz.openRoom()}`)} data-testid="gen-room">{say(busy === 'room' ? 'w_opening' : 'w_room')}</button>
          <p className="soft small">{say('w_roomHint')} <button type="button" className="generate-link" disabled={busy !== null || items.length === 0} onClick={() => void run('other', async () => `/host?quiz=${encodeURIComponent(await quiz.save())}`)} data-testid="gen-settings">{say('w_settingsFirst')}</button></p>
          {hasDrafts
            ? <button type="button" className="button" disabled={busy !== null} onClick={() => void run('other', saveReady)} data-testid="gen-ready">{say('w_saveReady')}</button>
            : items.length > 0 && !told && <p className="soft small">{say('w_allReady')}</p>}
          <button type="button" className="button quiet" onClick={reset} data-testid="gen-new">{say('w_new')}</button>
        </div>
      </section>
      <div className="stack generate-found">
        {items.length === 0 && <p className="waiting-text">{say('w_nothingLeft')}</p>}
        <ol className="written-list" ref={list} tabIndex={-1} aria-label={say('g_count')}>
          {items.map((item, n) => (
            <WrittenQuestion key={itemKey(item)} item={item} n={n + 1}>
              <QuestionTools item={item} n={n + 1} onOpen={() => taken.opened(item)} onLeaveOut={() => leaveOut(item, n + 1)} />
            </WrittenQuestion>
          ))}
        </ol>
        {out.length > 0 && <LeftOut taken={taken} />}
      </div>
    </div>
  );
}
