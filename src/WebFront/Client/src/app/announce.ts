import { Observable } from '../../sdk';

/** What screen readers are told. The number makes the same sentence twice two announcements. */
export const announcement = new Observable<{ text: string; urgent: boolean; id: number }>({ text: '', urgent: false, id: 0 });

export function announce(text: string, urgent = false): void {
  announcement.set({ text, urgent, id: announcement.get().id + 1 });
}
