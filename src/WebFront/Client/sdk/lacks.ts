import type { Room } from './reduce';
import type { Role } from './roomStore';
import type { RoomEvent } from './wire';

/** Whether an event does not tell all: the rest is in a snapshot only. */
export function lacks(before: Room, after: Room, event: RoomEvent, role: Role, playerId: string | null): boolean {
  switch (event.type) {
    case 'QuestionOpened':
    case 'QuestionClosed':
      // Only a snapshot holds the answer key and everybody's scores.
      return role === 'host' || lacksOfDuel(after, event);
    case 'QuestionsReady':
      // A host whose connection was not yet known as his was told what everybody is.
      return Boolean(after.snapshot.host && !event.generation);
    case 'HostChanged':
      return event.hostId === playerId && !before.snapshot.host;
    default:
      return lacksOfDuel(after, event);
  }
}

/** Of a duel only a snapshot tells when it must end, how strong a challenged friend is, and what is left once a turn is over. */
function lacksOfDuel({ snapshot, match }: Room, event: RoomEvent): boolean {
  const { duel } = snapshot;
  if (!duel) return false;
  if (event.type === 'TurnEnded') return true;
  if (event.type === 'QuestionOpened') return match === null;
  return event.type === 'PlayerJoined' && event.players.some(({ playerId }) => !duel.players.some((known) => known.playerId === playerId));
}
