import type { You } from '../../../sdk';
import { useTexts } from '../../texts';

export function PlayerBar({ you, count, playing }: { you: You; count: number; playing: boolean }) {
  const { say, language } = useTexts();
  return (
    <footer className="player-bar">
      <span className="player-name"><bdi>{you.nickname}</bdi>{you.team && <small><bdi>{you.team}</bdi></small>}</span>
      {playing && <span className="soft">{say('rankOf', { rank: you.rank, count })}</span>}
      {playing && <strong className="player-score" data-testid="player-score">{new Intl.NumberFormat(language.code).format(you.score)}</strong>}
    </footer>
  );
}
