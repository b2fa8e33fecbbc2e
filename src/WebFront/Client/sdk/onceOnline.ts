import { QuizError } from './errors';
import type { ConnectionStatus } from './lastingHub';
import type { Observable } from './observable';

/** Resolves once there is a connection; `offline` when there is none in time, or when nobody wants it any more. */
export function onceOnline(status: Observable<ConnectionStatus>, withinMs: number, why: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => { clearTimeout(late); leave(); end(); };
    const fail = () => settle(() => reject(new QuizError('offline', why())));
    const late = setTimeout(fail, withinMs);
    const look = () => {
      if (status.get() === 'online') settle(resolve);
      else if (status.get() === 'idle') fail();
    };
    const leave = status.subscribe(look);
    look();
  });
}
