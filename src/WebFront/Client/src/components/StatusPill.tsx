import { useEffect, useRef } from 'react';
import type { ConnectionStatus } from '../../sdk';
import { announce } from '../app/announce';
import { useTexts } from '../texts';

interface Props { status: Exclude<ConnectionStatus, 'idle'>; testId: string }

/** How a connection is, in a word. Screen readers are told when it is lost and when it is back. */
export function StatusPill({ status, testId }: Props) {
  const { say } = useTexts();
  const word = say(status);
  const dropped = useRef(false);
  useEffect(() => {
    const lost = status === 'reconnecting' || status === 'offline';
    if (lost && !dropped.current) announce(word, true);
    if (status === 'online' && dropped.current) announce(say('backOnline'));
    if (lost || status === 'online') dropped.current = lost;
  }, [status, word, say]);
  return <span className="pill" data-status={status} data-testid={testId}><i aria-hidden="true" /><span>{word}</span></span>;
}
