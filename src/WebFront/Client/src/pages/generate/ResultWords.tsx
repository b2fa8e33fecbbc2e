import type { QuestionGeneration } from '../../../sdk';
import { Note } from '../../components/Note';
import { useTexts } from '../../texts';
import { droppedWords, failure } from './words';

/** How it ended: how many there are, why not more, what was dropped and why. */
export function ResultWords({ generation: { request, questions, result, error } }: { generation: QuestionGeneration }) {
  const { say } = useTexts();
  const of = request?.count ?? questions.length;
  const dropped = droppedWords(say, result?.dropped ?? {});
  const isShort = result !== null && result.code !== 'ok';
  const isBank = questions.some((item) => item.source !== 'model');
  return (
    <>
      <div>
        <h2 data-heading tabIndex={-1}>{say(result ? 'w_here' : 'w_stopped')}</h2>
        <p className="soft"><bdi>{request?.topic || request?.subject}</bdi> · {say('w_hereCount', { count: questions.length, of })}</p>
      </div>
      {!result && error && <Note>{error.code === 'cancelled' ? '' : `${failure(say, error.code)} `}{say('w_stoppedNote')}</Note>}
      {isShort && (
        <Note>
          <strong>{say(isBank ? 'w_bankNote' : 'w_fewerNote')}</strong> {failure(say, result.code)}
          {result.retryAfter !== null && <span aria-live="off"> {say('w_retrySoon', { seconds: result.retryAfter })}</span>}
        </Note>
      )}
      {dropped.length > 0 && (
        <details className="generate-dropped" data-testid="gen-dropped">
          <summary>{say('w_dropped', { count: dropped.reduce((sum, { count }) => sum + count, 0) })}</summary>
          <ul>{dropped.map(({ words, count }) => <li key={words}><span>{words}</span><b>{say('w_times', { count })}</b></li>)}</ul>
        </details>
      )}
    </>
  );
}
