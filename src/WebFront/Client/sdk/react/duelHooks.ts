import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { sidesOf, type DuelSides } from '../duel';
import type { QueueState } from '../queue';
import type { QueueStore } from '../queueStore';
import type { QuizApi } from '../rest';
import type { RoomState, RoomStore } from '../roomStore';
import { toQuizError } from '../errors';
import { useQuiz } from './context';
import { useIdentity, useRoom } from './hooks';

/** The way to an opponent. While no component uses it, this player is not looking. */
export function useDuelQueue(): { state: QueueState; queue: QueueStore } {
  const { queue, connection } = useQuiz();
  const signedIn = useIdentity() !== null;
  useEffect(() => {
    if (!signedIn) return;
    connection.start();
    return queue.attend();
  }, [queue, connection, signedIn]);
  return { state: useSyncExternalStore(queue.state.subscribe, queue.state.get), queue };
}

/** A duel and its two sides. */
export function useDuel(pin: string): RoomState & DuelSides & { store: RoomStore } {
  const playerId = useIdentity()?.playerId;
  const view = useRoom(pin, 'duelist');
  const snapshot = view.room?.snapshot;
  const sides = useMemo(() => (snapshot ? sidesOf(snapshot, playerId) : { me: null, other: null }), [snapshot, playerId]);
  return { ...view, ...sides };
}

export interface Read<T> { readonly value: T | null; readonly problem: string | null; readonly again: () => void }

/** Something that REST tells, read again when `of` changes; nothing is read before one is signed in. */
export function useRead<T>(read: (api: QuizApi) => Promise<T>, of: string): Read<T> {
  const { api } = useQuiz();
  const playerId = useIdentity()?.playerId;
  const [turn, setTurn] = useState(0);
  const [told, setTold] = useState<{ of: string; value: T | null; problem: string | null } | null>(null);
  useEffect(() => {
    if (!playerId) return;
    let gone = false;
    read(api).then(
      (value) => { if (!gone) setTold({ of, value, problem: null }); },
      (error: unknown) => { if (!gone) setTold((before) => ({ of, value: before?.of === of ? before.value : null, problem: toQuizError(error).code })); },
    );
    return () => { gone = true; };
    // `of` names what `read` reads.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, playerId, of, turn]);
  const current = told?.of === of ? told : null;
  return { value: current?.value ?? null, problem: current?.problem ?? null, again: useCallback(() => setTurn((n) => n + 1), []) };
}

/** Whole seconds since an instant of performance.now(), changing once a second. */
export function useElapsed(since: number): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, [since]);
  // The tick above re-renders; the value is read from the clock that made the instant.
  // eslint-disable-next-line react-hooks/purity
  return Math.max(0, Math.floor((performance.now() - since) / 1000));
}
