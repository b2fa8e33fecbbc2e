import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ConnectionStatus } from '../connection';
import { remainingMs, type Deadline } from '../deadline';
import { hostCommands, type HostCommands } from '../host';
import type { Identity } from '../identity';
import type { Role, RoomState, RoomStore } from '../roomStore';
import { useQuiz } from './context';

export function useIdentity(): Identity | null {
  const { identity } = useQuiz();
  return useSyncExternalStore(identity.subscribe, identity.get);
}

export function useConnection(): ConnectionStatus {
  const { status } = useQuiz().connection;
  return useSyncExternalStore(status.subscribe, status.get);
}

/** Follows a room while the component is shown; connects once somebody is signed in. */
export function useRoom(pin: string, role: Role = 'player'): RoomState & { store: RoomStore } {
  const client = useQuiz();
  const playerId = useIdentity()?.playerId;
  // A new player is a new view of the room.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const store = useMemo(() => client.room(pin, role), [client, pin, role, playerId]);
  useEffect(() => {
    if (!playerId) return;
    client.connection.start();
    store.open();
    return () => store.close();
  }, [client, store, playerId]);
  const state = useSyncExternalStore(store.state.subscribe, store.state.get);
  return { ...state, store };
}

/** A room from the host's chair, with the host's commands. */
export function useHost(pin: string): RoomState & { store: RoomStore; commands: HostCommands } {
  const view = useRoom(pin, 'host');
  const { store } = view;
  const commands = useMemo(() => hostCommands(store), [store]);
  return { ...view, commands };
}

/** Whole seconds left, changing once a second; null without a deadline. */
export function useCountdown(deadline: Deadline | null): number | null {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!deadline) return;
    let timer: ReturnType<typeof setTimeout>;
    const next = () => {
      tick((n) => n + 1);
      const left = remainingMs(deadline, performance.now());
      if (left > 0) timer = setTimeout(next, (left % 1000) + 5);
    };
    next();
    return () => clearTimeout(timer);
  }, [deadline]);
  // The tick above re-renders at each whole second; the value is read from the clock that made the deadline.
  // eslint-disable-next-line react-hooks/purity
  return deadline ? Math.ceil(remainingMs(deadline, performance.now()) / 1000) : null;
}
