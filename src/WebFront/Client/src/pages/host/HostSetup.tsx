import { useCallback, useEffect, useState } from 'react';
import { toQuizError, useConnection, useQuiz, type DrawRule, type QuizSummary, type RoomSettings, type Topic } from '../../../sdk';
import { go } from '../../app/router';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { useGuest } from '../useGuest';
import { DrawPanel } from './DrawPanel';
import { GeneratePanel } from './GeneratePanel';
import { ImportPanel } from './ImportPanel';
import { QuizList } from './QuizList';
import { defaultSettings, SettingsForm } from './SettingsForm';

export function HostSetup() {
  const { say } = useTexts();
  const client = useQuiz();
  const { guest, problem: signInProblem } = useGuest('Host');
  const online = useConnection() === 'online';
  const [quizzes, setQuizzes] = useState<readonly QuizSummary[] | null>(null);
  const [quizId, setQuizId] = useState<string | null>(null);
  const [settings, setSettings] = useState<Omit<RoomSettings, 'quizId'>>(defaultSettings);
  const [draw, setDraw] = useState<DrawRule | null>(null);
  const [topic, setTopic] = useState<Topic | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const fail = useCallback((error: unknown) => {
    const { code, message } = toQuizError(error);
    setProblem(code === 'invalid_settings' && message ? message : refusal(say, code));
  }, [say]);

  const load = useCallback(async (choose?: string) => {
    try {
      setQuizzes(await client.api.quizzes());
      if (choose) setQuizId(choose);
    } catch (error) {
      fail(error);
    }
  }, [client, fail]);

  useEffect(() => {
    if (!guest) return;
    client.connection.start();
    // Loading ends in a state change, later.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    void load(new URLSearchParams(location.search).get('quiz') ?? undefined);
  }, [guest, client, load]);

  /** One of the three ways; null while none is chosen, or the topic is not said yet. */
  const what: Partial<RoomSettings> | null = topic ? (topic.topic.trim() ? { generate: topic } : null) : draw ? { draw: [draw] } : quizId ? { quizId } : null;
  const choose = (chosen: { quizId?: string; draw?: DrawRule | null; topic?: Topic | null }) => {
    setQuizId(chosen.quizId ?? null);
    setDraw(chosen.draw ?? null);
    setTopic(chosen.topic ?? null);
  };

  const create = async () => {
    if (!what) return;
    setBusy(true);
    setProblem(null);
    try {
      const { pin } = await client.createRoom({ ...settings, ...what });
      go(`/host/${pin}`);
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };

  const remove = (quiz: QuizSummary) => {
    client.api.deleteQuiz(quiz.quizId).then(() => { if (quizId === quiz.quizId) setQuizId(null); return load(); }).catch(fail);
  };

  const chosen = quizzes?.find((quiz) => quiz.quizId === quizId);
  return (
    <div className="setup">
      <h1>{say('hostTitle')}</h1>
      <div className="setup-columns">
        <div className="stack">
          <GeneratePanel topic={topic} onChange={(about) => choose({ topic: about })} />
          <QuizList quizzes={quizzes} chosen={quizId} playerId={guest?.playerId} onChoose={(id) => choose({ quizId: id })} onDelete={remove} />
          <DrawPanel rule={draw} onChange={(rule) => choose({ draw: rule })} />
          <ImportPanel onImported={(id) => void load(id)} />
          <div className="row">
            <button type="button" className="button bank-link" onClick={() => go('/bank')} data-testid="bank-link">{say('b_title')}</button>
            <button type="button" className="button bank-link" onClick={() => go('/generate')} data-testid="generate-link">{say('w_link')}</button>
          </div>
        </div>
        <aside className="card stack setup-side">
          <SettingsForm settings={settings} onChange={setSettings} />
          {(problem ?? signInProblem) && <Note tone="bad">{problem ?? refusal(say, signInProblem ?? undefined)}</Note>}
          {chosen && <p className="setup-chosen"><strong><bdi>{chosen.title}</bdi></strong> <span className="soft">{say('questionsCount', { count: chosen.questions })}</span></p>}
          {topic?.topic.trim() && <p className="setup-chosen"><strong><bdi>{topic.topic.trim()}</bdi></strong> <span className="soft">{say('questionsCount', { count: topic.count ?? 10 })}</span></p>}
          <button type="button" className="button primary big" disabled={!what || busy || !online} onClick={() => void create()} data-testid="create-room">{say('createRoom')}</button>
        </aside>
      </div>
    </div>
  );
}
