import type { MouseEvent } from 'react';
import type { BankEntry } from '../../../sdk';
import { go } from '../../app/router';
import { Check } from '../../components/Distribution';
import { useTexts } from '../../texts';
import { spaceOf, wordOf } from './words';

interface Props { entry: BankEntry; isOpen: boolean; isMarked: boolean; onMark: (on: boolean) => void }

export function QuestionRow({ entry, isOpen, isMarked, onMark }: Props) {
  const { say } = useTexts();
  const { question } = entry;
  const path = `/bank/${encodeURIComponent(entry.questionId)}`;
  const word = (value: string) => { const key = wordOf(value); return key ? say(key) : value; };
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(path);
  };
  return (
    <li className="bank-row" data-open={isOpen || undefined}>
      <label className="bank-mark"><span className="hidden">{say('b_select', { text: question.text })}</span>
        <input type="checkbox" checked={isMarked} onChange={(event) => onMark(event.target.checked)} />
      </label>
      <a href={path} onClick={follow} aria-current={isOpen || undefined} data-testid="bank-row">
        <strong lang={question.language}><bdi>{question.text}</bdi></strong>
        <span className="bank-facts">
          <span className="tag" data-status={question.status}>{word(question.status)}</span>
          {question.category && <span><bdi>{question.category}</bdi></span>}
          <span>{word(question.kind)}</span>
          {question.difficulty && <span>{word(question.difficulty)}</span>}
          {question.language !== 'en' && <span>{question.language}</span>}
          <span>{word(spaceOf(entry.space))}</span>
          {entry.verifiedBy && <span className="bank-verified"><Check />{say('b_verified')}</span>}
        </span>
      </a>
    </li>
  );
}
