import { useEffect, useRef } from 'react';
import type { RoomStore } from '../../../sdk';

const patienceMs = 1200;
const spreadMs = 1500;
/** Above this a whole room asking at once would cost more than it helps. */
const mostPlayers = 100;

/**
 * A question that is not closed although its time is up: somebody has extra time, perhaps this player, who only learns of it from a
 * snapshot. Asks for one, once a question.
 */
export function useAskWhenOverdue(over: boolean, playerCount: number, store: RoomStore): void {
  const asked = useRef(false);
  useEffect(() => {
    if (!over || asked.current || playerCount > mostPlayers) return;
    const timer = setTimeout(() => {
      asked.current = true;
      void store.sync();
    }, patienceMs + Math.random() * spreadMs);
    return () => clearTimeout(timer);
  }, [over, playerCount, store]);
}
