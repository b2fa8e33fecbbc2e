import type { MouseEvent } from 'react';
import type { GeneratedItem } from '../../../sdk';
import { go } from '../../app/router';
import { useTexts } from '../../texts';

interface Props { item: GeneratedItem; n: number; onOpen: () => void; onLeaveOut: () => void }

export function QuestionTools({ item, n, onOpen, onLeaveOut }: Props) {
  const { say } = useTexts();
  const path = item.id ? `/bank/${encodeURIComponent(item.id)}` : null;
  // What stands in may be somebody else's: the bank shows whether it can be changed.
  const [word, label] = item.source === 'model' ? (['w_edit', 'w_editOne'] as const) : (['w_open', 'w_openOne'] as const);
  const follow = (event: MouseEvent) => {
    onOpen();
    if (event.ctrlKey || event.metaKey || event.shiftKey || !path) return;
    event.preventDefault();
    go(path);
  };
  return (
    <span className="written-tools">
      {path && <a className="button quiet small" href={path} onClick={follow} aria-label={say(label, { n })} data-testid="gen-edit">{say(word)}</a>}
      <button type="button" className="button quiet small" onClick={onLeaveOut} aria-label={say('w_leaveOutOne', { n })} data-testid="gen-leave-out">{say('w_leaveOut')}</button>
    </span>
  );
}
