import type { ReactNode } from 'react';
import type { GeneratedItem } from '../../../sdk';
import { useTexts } from '../../texts';
import { WrittenAnswer } from './WrittenAnswer';

/** A question with its right answer marked. `children` is what can be done with it, once it is over. */
export function WrittenQuestion({ item: { source, question }, n, children }: { item: GeneratedItem; n: number; children?: ReactNode }) {
  const { say, language } = useTexts();
  const isFromBank = source !== 'model';
  return (
    <li className="written card" data-testid="gen-question">
      <div className="written-head">
        <span className="written-number" aria-hidden="true">{new Intl.NumberFormat(language.code).format(n)}</span>
        <h3 lang={question.language} dir="auto"><span className="hidden">{say('w_number', { n })}: </span>{question.text}</h3>
      </div>
      <WrittenAnswer question={question} />
      {question.explanation && <p className="written-why" lang={question.language} dir="auto">{question.explanation}</p>}
      {(children || isFromBank) && (
        <div className="written-foot">
          <span className="written-tags">
            {isFromBank && <span className="tag" data-testid="gen-source">{say('w_fromBank')}</span>}
            {children && <span className="tag" data-status={question.status}>{say(question.status === 'ready' ? 'b_ready' : 'w_draft')}</span>}
          </span>
          {children}
        </div>
      )}
    </li>
  );
}
