import { useRef, type ReactNode } from 'react';
import { useTexts } from '../texts';

/** A button that asks before it acts, in the browser's own modal dialog. */
export function ConfirmButton({ ask, onConfirm, children, className = 'button quiet', disabled, label, testId }: {
  ask: string; onConfirm: () => void; children: ReactNode; className?: string; disabled?: boolean; label?: string; testId?: string;
}) {
  const { say } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <button type="button" className={className} disabled={disabled} aria-label={label} data-testid={testId} onClick={() => dialog.current?.showModal()}>{children}</button>
      <dialog ref={dialog} className="dialog" aria-label={ask}>
        <p>{ask}</p>
        <div className="row">
          <button type="button" className="button danger" data-testid="confirm-button" onClick={() => { close(); onConfirm(); }}>{say('confirm')}</button>
          <button type="button" className="button quiet" onClick={close}>{say('cancel')}</button>
        </div>
      </dialog>
    </>
  );
}
