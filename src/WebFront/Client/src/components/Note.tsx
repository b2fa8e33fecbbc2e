import type { ReactNode } from 'react';

/** A message with weight: an error speaks at once. */
export function Note({ tone = 'info', children }: { tone?: 'info' | 'good' | 'bad'; children: ReactNode }) {
  return <div className="note" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>{children}</div>;
}
