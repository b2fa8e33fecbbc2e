import { useQuiz } from '../../../sdk';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { useAction } from './useAction';

export function ExportButton() {
  const { say } = useTexts();
  const { api } = useQuiz();
  const action = useAction();
  const save = () => action.run(async () => {
    const address = URL.createObjectURL(await api.exportAccount());
    const link = document.createElement('a');
    link.href = address;
    link.download = 'quizorleans-account.json';
    link.click();
    // The browser reads it after the click returns.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  });
  return (
    <>
      {action.problem && <Note tone="bad">{refusal(say, action.problem)}</Note>}
      <div className="row"><button type="button" className="button" disabled={action.busy} onClick={() => void save()} data-testid="export-account">{say('exportData')}</button></div>
    </>
  );
}
