import { useTexts } from '../../texts';

/** What becomes of a request, for whoever is about to trust its questions. */
export function HowTo() {
  const { say } = useTexts();
  return (
    <section className="generate-how stage">
      <h2>{say('w_how')}</h2>
      <ol>{(['w_how1', 'w_how2', 'w_how3'] as const).map((step) => <li key={step}>{say(step)}</li>)}</ol>
    </section>
  );
}
