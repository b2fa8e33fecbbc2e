import { itemKey, type QuestionGeneration } from '../../../sdk';
import { WritingSlats } from '../../components/WritingProgress';
import { useTexts } from '../../texts';
import { WrittenQuestion } from './WrittenQuestion';

/** While they are being written: how far it is, and those that have passed. */
export function WritingView({ generation: { status, stage, request, progress, questions, cancel } }: { generation: QuestionGeneration }) {
  const { say } = useTexts();
  if (!progress || !request) return null;
  const seconds = progress.remainingMs === null ? null : Math.ceil(progress.remainingMs / 1000);
  const words = stage === 'cancelling' ? say('w_cancelling') : stage === 'asking' ? say(status === 'connected' ? 'w_asking' : 'w_waiting') : seconds ? say('g_left', { seconds }) : say('g_soon');
  return (
    <div className="generate-columns generate-taken">
      <section className="stack generate-panel stage" data-testid="gen-progress">
        <div>
          <h2 data-heading tabIndex={-1}><bdi>{request.topic || request.subject}</bdi></h2>
          <p>{say('generating')}</p>
        </div>
        <WritingSlats done={progress.done} of={progress.of} words={words} />
        <button type="button" className="button generate-stop" disabled={stage === 'cancelling'} onClick={() => void cancel()} data-testid="gen-cancel">{say(stage === 'cancelling' ? 'w_cancelling' : 'w_cancel')}</button>
      </section>
      {questions.length === 0
        ? <p className="waiting-text">{say('w_noneYet')}</p>
        : <ol className="written-list" aria-label={say('w_soFar')}>{questions.map((item, n) => <WrittenQuestion key={itemKey(item)} item={item} n={n + 1} />)}</ol>}
    </div>
  );
}
