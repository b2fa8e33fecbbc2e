import type { MouseEvent } from 'react';
import type { SimilarQuestion } from '../../../sdk';
import { go } from '../../app/router';
import { useTexts } from '../../texts';

/** Questions that are like this one, nearest first. */
export function SimilarList({ similar }: { similar: readonly SimilarQuestion[] }) {
  const { say } = useTexts();
  const follow = (event: MouseEvent, path: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(path);
  };
  return (
    <div>
      <h3>{say('b_similar')}</h3>
      <ul className="bank-similar">
        {similar.map((one) => {
          const path = `/bank/${encodeURIComponent(one.questionId)}`;
          return <li key={one.questionId}><a href={path} onClick={(event) => follow(event, path)}><bdi>{one.text}</bdi></a> <span className="tag">{one.isSame ? say('b_same') : say('b_percent', { percent: Math.round(one.similarity * 100) })}</span></li>;
        })}
      </ul>
    </div>
  );
}
