import { useState } from 'react';
import { toQuizError, useIdentity, useQuiz, useRead, type CategoryRating, type QueueState, type QueueStore, type QueueWish } from '../../../sdk';
import { go } from '../../app/router';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { wishToJoin } from '../play/useJoining';
import { useProblem } from '../useProblem';
import { CategoryChoice } from './CategoryChoice';
import { categoriesIn, general, languagesOf, ratingText } from './formats';
import { LastDuels } from './LastDuels';
import { keepWish, lastWish } from './memory';

const ends = { expired: 'q_expired', vanished: 'q_vanished', no_show: 'q_no_show' } as const;

/** `onInDuel`: another page plays. */
export function FindOpponent({ state, queue, ratings, onInDuel }: { state: QueueState; queue: QueueStore; ratings: readonly CategoryRating[]; onInDuel: () => void }) {
  const { say, language: shown } = useTexts();
  const client = useQuiz();
  const identity = useIdentity();
  const categories = useRead((api) => api.duelCategories(), 'categories');
  const [chosen, setChosen] = useState<QueueWish | null>(lastWish);
  const [challenging, setChallenging] = useState(false);
  const [problem, setProblem] = useProblem();

  const all = categories.value ?? [];
  const languages = languagesOf(all);
  const language = [chosen?.language, shown.code, 'en'].find((code) => code && languages.includes(code)) ?? languages[0] ?? shown.code;
  const offered = categoriesIn(all, language);
  const category = chosen && offered.includes(chosen.category) ? chosen.category : general;
  const wish: QueueWish = { category, language };
  const rating = ratings.find((one) => one.category === category);
  const busy = state.stage === 'joining' || challenging;
  const told = problem ?? (state.stage === 'idle' ? state.problem : null) ?? categories.problem;
  const ended = state.stage === 'idle' && state.why && state.why in ends ? ends[state.why as keyof typeof ends] : null;

  const find = () => {
    setProblem(null);
    keepWish(wish);
    void queue.join(wish);
  };
  const challenge = (inTurns: boolean) => {
    setProblem(null);
    setChallenging(true);
    keepWish(wish);
    client.challenge(wish, inTurns).then(({ pin }) => {
      wishToJoin(pin, identity?.nickname ?? '');
      go(`/duel/${encodeURIComponent(pin)}`);
    }).catch((error: unknown) => {
      const { code } = toQuizError(error);
      setProblem(code);
      if (code === 'in_duel') onInDuel();
    }).finally(() => setChallenging(false));
  };

  return (
    <div className="duels">
      <section className="duels-main">
        <header className="duels-head stage">
          <h1>{say('duelTitle')}</h1>
          <p>{say('duelHint')}</p>
        </header>
        {ended && <Note>{say(ended)}</Note>}
        <div className="card stack">
          <CategoryChoice offered={offered} category={category} languages={languages} language={language} onChoose={setChosen} />
        </div>
        {told && <Note tone="bad">{told === 'too_many' ? say('tooManyTurns') : refusal(say, told)}</Note>}
        <button type="button" className="button primary big duels-find" disabled={busy} onClick={find} data-testid="find-opponent">{say(state.stage === 'joining' ? 'loading' : 'findOpponent')}</button>
        <div className="duels-friend">
          {state.stage === 'joining' ? <button type="button" className="button quiet" onClick={() => void queue.leave()}>{say('stopLooking')}</button> : (
            <>
              <button type="button" className="button quiet" disabled={busy} onClick={() => challenge(false)} data-testid="challenge-friend" aria-describedby="challenge-hint">{say('challengeFriend')}</button>
              <p className="soft small" id="challenge-hint">{say('challengeHint')}</p>
              <button type="button" className="button quiet" disabled={busy} onClick={() => challenge(true)} data-testid="challenge-later" aria-describedby="later-hint">{say('challengeLater')}</button>
              <p className="soft small" id="later-hint">{say('challengeLaterHint')}</p>
            </>
          )}
        </div>
      </section>
      <aside className="duels-side">
        <section className="card own-rating">
          <div>
            <h2 className="small-heading">{say('yourRating')}</h2>
            <p className="rating-figure" data-testid="own-rating"><bdi dir="ltr">{ratingText(rating?.rating ?? 1500, rating?.provisional ?? true, shown.code)}</bdi></p>
            {(rating?.provisional ?? true) && <p className="soft small">{say('provisionalHint')}</p>}
          </div>
          <a className="button quiet" href="/ladder" onClick={(event) => { event.preventDefault(); go('/ladder'); }} data-testid="ladder-link">{say('ladder')}</a>
        </section>
        <LastDuels />
      </aside>
    </div>
  );
}
