import { useEffect, useRef } from 'react';
import { remainingMs, useConnection, useCountdown, type Question, type RoomState, type RoomStore } from '../../../sdk';
import { announce } from '../../app/announce';
import { Note } from '../../components/Note';
import { QuestionHead } from '../../components/QuestionHead';
import { refusal, useTexts } from '../../texts';
import { AnswerInput } from './AnswerInput';
import { answerWord } from './answerWord';
import { useAskWhenOverdue } from './useAskWhenOverdue';

const almostUpMs = 5000;
/** Refusals after which another try can help. */
const repairable = ['invalid_answer', 'rate_limited', 'storage_unavailable', 'server_unavailable', 'internal_error', 'invalid_argument', 'payload_too_large'];

export function QuestionView({ view, question, paused }: { view: RoomState & { store: RoomStore }; question: Question; paused: boolean }) {
  const { say } = useTexts();
  const { room, own, store } = view;
  const deadline = room?.deadline ?? null;
  const seconds = useCountdown(deadline);
  const connection = useConnection();
  const over = !paused && seconds === 0;
  const changeable = room?.snapshot.rules.changeAnswers ?? false;
  const given = own.index === question.index && own.state !== 'none' ? own : null;
  const taken = given !== null && given.state !== 'refused';
  // The server judges whether an answer came in time, so the way stays open until it closes the question.
  const open = !paused && (!given || (given.state === 'refused' ? repairable.includes(given.code ?? '') : changeable && given.state === 'saved'));

  useAskWhenOverdue(over, room?.snapshot.playerCount ?? 0, store);

  useEffect(() => announce(`${say('questionOf', { n: question.index + 1, of: question.of })}. ${question.text}`, true), [question, say]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What had the focus is gone with the last question: start again at this one.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [question]);

  useEffect(() => {
    if (!deadline || taken) return;
    const left = remainingMs(deadline, performance.now());
    if (left <= almostUpMs) return;
    const timer = setTimeout(() => announce(say('almostUp')), left - almostUpMs);
    return () => clearTimeout(timer);
  }, [deadline, taken, say]);

  const word = given && answerWord(given, connection, changeable);
  const status = word === 'refused' ? say(word, { reason: refusal(say, given?.code) })
    : word ? say(word)
    : over && question.kind !== 'slide' ? say('timeUp') : null;
  const spoken = useRef<string | null>(null);
  useEffect(() => {
    if (status && status !== spoken.current && word !== 'sending') announce(status);
    spoken.current = status;
  }, [status, word]);

  return (
    <section className="question">
      <QuestionHead question={question} deadline={deadline} headingRef={heading} />
      <AnswerInput question={question} given={given?.answer ?? null} open={open} onAnswer={(answer) => void store.answer(answer)} />
      <div className="question-status" data-testid={given?.state === 'saved' ? 'answer-saved' : undefined}>
        {status && <Note tone={given?.state === 'saved' ? 'good' : given?.state === 'refused' ? 'bad' : 'info'}>{status}</Note>}
      </div>
    </section>
  );
}
