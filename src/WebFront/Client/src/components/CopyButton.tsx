import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../texts';

/** Copies a link. Where the browser does not let it, as over plain HTTP, the link is shown and marked, to be copied by hand. */
export function CopyButton({ text, className = 'button quiet' }: { text: string; className?: string }) {
  const { say } = useTexts();
  const [copied, setCopied] = useState(false);
  const [refused, setRefused] = useState(0);
  const field = useRef<HTMLInputElement>(null);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      setRefused((times) => times + 1);
      return;
    }
    setRefused(0);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };

  // The keyboard goes there too, so that a screen reader reads what to do.
  useEffect(() => {
    if (refused === 0) return;
    field.current?.focus();
    field.current?.select();
  }, [refused]);

  return (
    <>
      <button type="button" className={className} onClick={() => void copy()} data-testid="copy-link"><span aria-live="polite">{say(copied ? 'copied' : 'copyLink')}</span></button>
      {refused > 0 && (
        <label className="field copy-by-hand">
          <small>{say('copyByHand')}</small>
          <input ref={field} readOnly dir="ltr" value={text} data-testid="copy-by-hand" />
        </label>
      )}
    </>
  );
}
