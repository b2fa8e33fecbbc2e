import { useEffect, useEffectEvent, useRef } from 'react';
import { useQuestionGeneration } from '../../../sdk';
import { announce } from '../../app/announce';
import { Note } from '../../components/Note';
import { StatusPill } from '../../components/StatusPill';
import { refusal, useTexts } from '../../texts';
import { useGuest } from '../useGuest';
import { GeneratedResult } from './GeneratedResult';
import { HowTo } from './HowTo';
import { RequestForm } from './RequestForm';
import { WritingView } from './WritingView';
import '../../styles/generate.css';

/** Questions by a language model: asked for, watched as they come, and taken on. */
export default function GenerateSection() {
  const { say } = useTexts();
  const { guest, problem } = useGuest('Author');
  const generation = useQuestionGeneration();
  const { status, busy, stage, questions } = generation;
  // What was stopped after some had passed is a result too.
  const view = stage === 'recalling' ? 'loading' : busy ? 'writing' : stage === 'done' || questions.length > 0 ? 'result' : 'form';

  // The keyboard goes on where the page does, unless somebody is busy elsewhere on it: who reads along is only told.
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef(view);
  const follow = useEffectEvent(() => {
    const heading = box.current?.querySelector<HTMLElement>('[data-heading]');
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body || activeElement.id === 'main') heading?.focus({ preventScroll: true });
    else announce(heading?.textContent ?? '');
    // Who has scrolled on while they were written goes on reading.
    if (view !== 'result') scrollTo({ top: 0 });
  });
  useEffect(() => {
    if (shown.current !== view && shown.current !== 'loading') follow();
    shown.current = view;
  }, [view]);

  if (problem) return <Note tone="bad">{refusal(say, problem)}</Note>;
  if (!guest) return <p className="waiting-text" role="status">{say('loading')}</p>;
  return (
    <div className="generate" data-view={view} ref={box}>
      <header className="generate-head">
        <div>
          <h1 data-heading={view === 'form' || undefined} tabIndex={-1}>{say('w_title')}</h1>
          {view === 'form' && <p className="soft">{say('w_lead')}</p>}
        </div>
        <StatusPill status={status === 'connected' ? 'online' : status} testId="questions-connection" />
      </header>
      {view === 'form' && <div className="generate-columns"><RequestForm generation={generation} /><HowTo /></div>}
      {view === 'loading' && <p className="waiting-text" role="status">{say('loading')}</p>}
      {view === 'writing' && <WritingView generation={generation} />}
      {view === 'result' && <GeneratedResult key={generation.requestId} generation={generation} />}
    </div>
  );
}
