import { useEffect, useState } from 'react';
import { toQuizError, useIdentity, useQuiz, type RoomState, type RoomStore } from '../../../sdk';
import { ownName } from '../ownName';
import { useProblem } from '../useProblem';
import { joinStep, type JoinWish } from './joinStep';

const wishKey = 'quiz.wish';

/** Remembers that the player already said he wants in, so that the room's page need not ask again. */
export function wishToJoin(pin: string, nickname: string): void {
  sessionStorage.setItem('quiz.nickname', nickname);
  sessionStorage.setItem(wishKey, pin);
}

export interface Joining {
  busy: boolean; problem: string | null; /** A name was said; the room wants a team too. */ lacksTeam: boolean; join: (nickname: string, team?: string) => void;
}

/** What a guest is called who has only looked. */
const onlooker = 'Guest';

/** The way to a seat: a look at the room first (is it there, does it want teams? A duel does not), a name, then the seat itself. */
export function useJoining(pin: string, { stage, room, store }: RoomState & { store: RoomStore }, duel = false): Joining {
  const client = useQuiz();
  const identity = useIdentity();
  const [problem, setProblem] = useProblem();
  const [wish, setWish] = useState<JoinWish | null>(() => {
    const nickname = sessionStorage.getItem('quiz.nickname');
    return nickname && sessionStorage.getItem(wishKey) === pin ? { nickname } : null;
  });
  const teams = duel ? 'none' : room?.snapshot.rules.teams;
  const step = joinStep({ wish, signedIn: identity !== null, named: ownName(identity) !== '', outside: stage === 'outside', teams });
  const isLooking = step === 'look' && problem === null;

  useEffect(() => { if (isLooking) client.signIn(onlooker, true).catch((error: unknown) => setProblem(toQuizError(error).code)); }, [isLooking, client, setProblem]);

  useEffect(() => {
    if (!wish || step === 'wait') return;
    sessionStorage.removeItem(wishKey);
    if (step === 'askTeam') return;
    const next = step === 'seat' ? store.join(wish.nickname, wish.team) : client.signIn(wish.nickname);
    next.catch((error: unknown) => {
      setProblem(toQuizError(error).code);
      setWish(null);
    });
  }, [wish, step, store, client, setProblem]);

  const lacksTeam = step === 'askTeam';
  return {
    problem, lacksTeam,
    busy: wish !== null && !lacksTeam && problem === null,
    join: (nickname, team) => {
      setProblem(null);
      sessionStorage.setItem('quiz.nickname', nickname);
      setWish({ nickname, team });
    },
  };
}
