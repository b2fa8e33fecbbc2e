import { useEffect, useState } from 'react';
import { toQuizError, useIdentity, useQuiz, type RoomState, type RoomStore } from '../../../sdk';

const wishKey = 'quiz.wish';

/** Remembers that the player already said he wants in, so that the room's page need not ask again. */
export function wishToJoin(pin: string, nickname: string): void {
  sessionStorage.setItem('quiz.nickname', nickname);
  sessionStorage.setItem(wishKey, pin);
}

export interface Joining { busy: boolean; problem: string | null; join: (nickname: string, team?: string) => void }

/** The way to a seat: a guest identity first, then a look at the room (does it want teams? A duel does not), then the seat itself. */
export function useJoining(pin: string, { stage, room, store }: RoomState & { store: RoomStore }, duel = false): Joining {
  const client = useQuiz();
  const identity = useIdentity();
  const [problem, setProblem] = useState<string | null>(null);
  const [wish, setWish] = useState<{ nickname: string; team?: string } | null>(() => {
    const nickname = sessionStorage.getItem('quiz.nickname');
    return nickname && sessionStorage.getItem(wishKey) === pin ? { nickname } : null;
  });
  const teams = duel ? 'none' : room?.snapshot.rules.teams;
  const ready = stage === 'outside' && teams !== undefined;
  const lacksTeam = ready && teams !== 'none' && !wish?.team;

  useEffect(() => {
    if (!wish || (identity && !ready)) return;
    sessionStorage.removeItem(wishKey);
    if (lacksTeam) return;
    const step = identity ? store.join(wish.nickname, wish.team) : client.signIn(wish.nickname);
    step.catch((error: unknown) => {
      setProblem(toQuizError(error).code);
      setWish(null);
    });
  }, [wish, identity, ready, lacksTeam, store, client]);

  return {
    problem,
    busy: wish !== null && !lacksTeam && problem === null,
    join: (nickname, team) => {
      setProblem(null);
      sessionStorage.setItem('quiz.nickname', nickname);
      setWish({ nickname, team });
    },
  };
}
