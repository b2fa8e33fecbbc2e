import { useState } from 'react';
import { useTexts } from '../texts';

export function CopyButton({ text, className = 'button quiet' }: { text: string; className?: string }) {
  const { say } = useTexts();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return <button type="button" className={className} onClick={() => void copy()}><span aria-live="polite">{say(copied ? 'copied' : 'copyLink')}</span></button>;
}
