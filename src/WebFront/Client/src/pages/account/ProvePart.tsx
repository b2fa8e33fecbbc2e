import { useState, type FormEvent } from 'react';
import { useQuiz } from '../../../sdk';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { CodeField } from './CodeField';
import { useAction } from './useAction';

/** Shows that the address is one's own, by a code sent there. */
export function ProvePart({ onProven }: { onProven: () => void }) {
  const { say, language } = useTexts();
  const { api } = useQuiz();
  const action = useAction();
  const [sent, setSent] = useState(false);
  const [code, setCode] = useState('');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sent) {
      if (await action.run(() => api.proveEmail(code))) onProven();
    } else if (await action.run(() => api.sendProof(language.code))) {
      setSent(true);
    }
  };

  return (
    <form className="stack account-prove" onSubmit={(event) => void submit(event)} noValidate>
      <p>{say(sent ? 'proofSent' : 'proveHint')}</p>
      {sent && <CodeField value={code} invalid={action.problem === 'wrong_code'} onChange={setCode} />}
      {action.problem && <Note tone="bad">{refusal(say, action.problem)}</Note>}
      <div className="row"><button className="button small" disabled={action.busy || (sent && !code.trim())} data-testid="prove-email">{say(sent ? 'confirmEmail' : 'sendCode')}</button></div>
    </form>
  );
}
