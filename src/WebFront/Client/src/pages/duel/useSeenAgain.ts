import { useEffect } from 'react';

/** Another tab of this player may have played meanwhile: what is shown is asked for anew when somebody looks at it again. */
export function useSeenAgain(again: () => void): void {
  useEffect(() => {
    const look = () => { if (document.visibilityState === 'visible') again(); };
    document.addEventListener('visibilitychange', look);
    addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      removeEventListener('focus', look);
    };
  }, [again]);
}
