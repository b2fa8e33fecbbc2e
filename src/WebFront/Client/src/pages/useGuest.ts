import { useEffect, useState } from 'react';
import { toQuizError, useIdentity, useQuiz, type Identity } from '../../sdk';

/** Signs in without asking: hosts and screens need a token, not a name. Who plays is asked for one later. */
export function useGuest(nickname: string): { guest: Identity | null; problem: string | null } {
  const client = useQuiz();
  const guest = useIdentity();
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (!guest) client.signIn(nickname, true).catch((error: unknown) => setProblem(toQuizError(error).code));
  }, [client, guest, nickname]);
  return { guest, problem: guest ? null : problem };
}
