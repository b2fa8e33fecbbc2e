import { useTexts } from '../texts';

/** The end of a room for which nobody had questions. */
export function NoQuestions() {
  const { say } = useTexts();
  return (
    <section className="card stack narrow" data-testid="no-questions">
      <h1>{say('g_noQuestions')}</h1>
      <p className="soft">{say('g_noQuestionsLead')}</p>
    </section>
  );
}
