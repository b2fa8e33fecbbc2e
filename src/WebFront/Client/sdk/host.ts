import type { RoomStore } from './roomStore';
import type { Receipt } from './wire';

export interface HostCommands {
  start(): Promise<Receipt>; next(): Promise<Receipt>; pause(): Promise<Receipt>; resume(): Promise<Receipt>; end(): Promise<Receipt>;
  lock(locked: boolean): Promise<Receipt>; kick(playerId: string): Promise<Receipt>; setTimeFactor(playerId: string, factor: number): Promise<Receipt>;
}

/** What a host may do with his room. */
export const hostCommands = (room: RoomStore): HostCommands => ({
  start: () => room.command('StartRoom'),
  next: () => room.command('NextQuestion'),
  pause: () => room.command('PauseRoom'),
  resume: () => room.command('ResumeRoom'),
  end: () => room.command('EndRoom'),
  lock: (locked) => room.command('LockRoom', locked),
  kick: (playerId) => room.command('KickPlayer', playerId),
  setTimeFactor: (playerId, factor) => room.command('SetTimeFactor', playerId, factor),
});
