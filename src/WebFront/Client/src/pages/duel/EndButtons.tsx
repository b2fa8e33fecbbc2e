import type { QueueStore } from '../../../sdk';
import { go } from '../../app/router';
import { useTexts } from '../../texts';
import { lastWish } from './memory';

/** Where to go from a result: straight into the next search, or home. */
export function EndButtons({ category, queue, first, onGo }: { category: string; queue: QueueStore; first: boolean; onGo?: () => void }) {
  const { say, language } = useTexts();
  const find = () => {
    onGo?.();
    go('/duel');
    void queue.join({ category, language: lastWish()?.language ?? language.code });
  };
  const home = () => {
    onGo?.();
    go('/');
  };
  return (
    <div className="end-buttons">
      <button type="button" className={first ? 'button primary big' : 'button quiet'} onClick={find} data-testid="find-another">{say('findAnother')}</button>
      <button type="button" className="button quiet" onClick={home} data-testid="home-button">{say('home')}</button>
    </div>
  );
}
