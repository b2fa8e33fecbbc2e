import type { ReactNode } from 'react';
import { go } from '../../app/router';

/** A link within the page. */
export function Link({ to, children, testId }: { to: string; children: ReactNode; testId?: string }) {
  return <a href={to} data-testid={testId} onClick={(event) => { event.preventDefault(); go(to); }}>{children}</a>;
}
