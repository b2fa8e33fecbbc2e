import { useEffect, useRef } from 'react';
import type { Phase } from '../../sdk';
import { announce } from '../app/announce';
import { useTexts } from '../texts';

/** Says that the questions are there, to whoever was told that they are being written. */
export function useReadyTold(phase: Phase | undefined): void {
  const { say } = useTexts();
  const before = useRef(phase);
  useEffect(() => {
    if (before.current === 'generating' && phase && phase !== 'generating' && phase !== 'finished') announce(say('g_ready'));
    before.current = phase;
  }, [phase, say]);
}
