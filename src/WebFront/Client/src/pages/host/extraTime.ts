import type { HostView } from '../../../sdk';

const usual: readonly number[] = [1, 1.25, 1.5, 2, 3];

/** A player's factor: what the host has just asked for, else what the server holds. */
export const factorOf = (host: HostView | null | undefined, asked: Readonly<Record<string, number>>, playerId: string): number =>
  asked[playerId] ?? host?.extraTime?.find((one) => one.playerId === playerId)?.factor ?? 1;

/** What can be chosen, with the one in force: another client may have given any. */
export const factorsWith = (factor: number): readonly number[] => (usual.includes(factor) ? usual : [...usual, factor].sort((a, b) => a - b));
