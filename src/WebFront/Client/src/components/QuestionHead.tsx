import type { Ref } from 'react';
import type { Deadline, Question } from '../../sdk';
import { useTexts } from '../texts';
import { Timer } from './Timer';

export function QuestionHead({ question, deadline, headingRef }: { question: Question; deadline: Deadline | null; headingRef?: Ref<HTMLHeadingElement> }) {
  const { say } = useTexts();
  const { kind } = question;
  const hint = kind === 'multiple' ? say('chooseSeveral') : kind === 'poll' ? say('pollHint') : kind === 'order' ? say('orderHint') : null;
  return (
    <div className="question-head">
      <div className="question-words">
        <p className="question-meta">
          <span>{say('questionOf', { n: question.index + 1, of: question.of })}</span>
          {question.category && <span><bdi>{question.category}</bdi></span>}
          {kind !== 'slide' && kind !== 'poll' && <span>{question.points ? say('worth', { points: question.points }) : say('worthNothing')}</span>}
        </p>
        <h1 ref={headingRef} tabIndex={-1} dir="auto" data-long={question.text.length > 110 || undefined} data-testid="question-text">{question.text}</h1>
        {hint && <p className="soft">{hint}</p>}
      </div>
      <Timer deadline={deadline} />
    </div>
  );
}
