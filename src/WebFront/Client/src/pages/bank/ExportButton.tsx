import { useState } from 'react';
import { toQuizError, useQuiz, type BankFilter } from '../../../sdk';
import { refusal, useTexts } from '../../texts';
import { announce } from '../../app/announce';

const formats = [['csv', 'CSV'], ['gift', 'GIFT'], ['json', 'JSON']] as const;

/** Saves what the filter shows as a file. */
export function ExportButton({ filter }: { filter: BankFilter }) {
  const { say } = useTexts();
  const { api } = useQuiz();
  const [busy, setBusy] = useState(false);

  const save = async (format: string) => {
    setBusy(true);
    try {
      const address = URL.createObjectURL(await api.bank.exportFile(format, filter));
      const link = document.createElement('a');
      link.href = address;
      link.download = format === 'gift' ? 'questions.gift.txt' : `questions.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    } catch (error) {
      announce(refusal(say, toQuizError(error).code), true);
    } finally {
      setBusy(false);
    }
  };

  return (
    <label className="bank-export">
      <span className="hidden">{say('b_export')}</span>
      <select className="button" value="" disabled={busy} onChange={(event) => void save(event.target.value)} data-testid="bank-export">
        <option value="" disabled>{say('b_export')}</option>
        {formats.map(([format, name]) => <option key={format} value={format}>{name}</option>)}
      </select>
    </label>
  );
}
