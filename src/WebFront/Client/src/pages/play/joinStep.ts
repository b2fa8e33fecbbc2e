/** Who wants in; a team once he has said one. */
export interface JoinWish { readonly nickname: string; readonly team?: string | undefined }

/**
 * `look`: in without a name, to see the room first, and whether there is one. `name`: in under the name that was said. `ask`: for a name; `askTeam`: for what the room
 * wants besides. `wait`: the room is on its way.
 */
export type JoinStep = 'look' | 'name' | 'ask' | 'wait' | 'askTeam' | 'seat';

interface Situation { wish: JoinWish | null; signedIn: boolean; /** Under a name of his own. */ named: boolean; /** The room is seen from outside. */ outside: boolean; teams: 'none' | 'free' | 'fixed' | undefined }

/** The next step on the way to a seat. */
export function joinStep({ wish, signedIn, named, outside, teams }: Situation): JoinStep {
  if (!signedIn) return wish ? 'name' : 'look';
  if (!wish) return 'ask';
  if (!outside || teams === undefined) return 'wait';
  if (teams !== 'none' && !wish.team) return 'askTeam';
  return named ? 'seat' : 'name';
}
