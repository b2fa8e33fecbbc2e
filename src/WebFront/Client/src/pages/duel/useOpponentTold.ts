import { useEffect, useRef } from 'react';
import type { DuelSide, Phase } from '../../../sdk';
import { announce } from '../../app/announce';
import { useTexts } from '../../texts';

/** Says that the opponent has answered, and that he is gone. */
export function useOpponentTold(other: DuelSide | null, phase: Phase | undefined): void {
  const { say } = useTexts();
  const answered = phase === 'question' && (other?.answered ?? false);
  const away = phase !== undefined && phase !== 'finished' && phase !== 'lobby' && other !== null && !other.connected;
  const name = other?.nickname ?? '';
  const spoken = useRef({ answered: false, away: false });
  useEffect(() => {
    if (answered && !spoken.current.answered) announce(say('hasAnswered', { name }));
    if (away && !spoken.current.away) announce(say('isAway', { name }));
    spoken.current = { answered, away };
  }, [answered, away, name, say]);
}
