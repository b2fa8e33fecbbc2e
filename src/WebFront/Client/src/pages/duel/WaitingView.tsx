import { useEffect, useRef } from 'react';
import { useElapsed, type Offer, type QueueState, type QueueStore } from '../../../sdk';
import { announce } from '../../app/announce';
import { Note } from '../../components/Note';
import { refusal, useTexts } from '../../texts';
import { categoryName, clock, duration, languageName, ratingText } from './formats';

type Waiting = Extract<QueueState, { stage: 'waiting' }>;

/** The widest range that the scale shows on either side. */
const scale = 1000;

export function WaitingView({ state, queue }: { state: Waiting; queue: QueueStore }) {
  const { say, language } = useTexts();
  const { ticket, since, offer, returned, problem } = state;
  const waited = clock(useElapsed(since), language.code);
  const heading = useRef<HTMLHeadingElement>(null);
  // Once: another language must not move the keyboard.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => announce(say('looking')), [say]);
  useEffect(() => { if (returned) announce(say('returnedNote'), true); }, [returned, say]);

  const rating = (value: number) => ratingText(Math.max(0, value), false, language.code);
  return (
    <div className="waiting">
      {returned && !offer && <Note>{say('returnedNote')}</Note>}
      <section className="waiting-stage stage">
        <p><bdi>{categoryName(say, ticket.category)}</bdi> · {languageName(ticket.language, language.code)}</p>
        <h1 ref={heading} tabIndex={-1}>{say('looking')}</h1>
        <p className="waiting-clock figures" role="timer" aria-live="off" aria-label={say('waitedTime', { time: waited })} data-testid="waited"><span aria-hidden="true">{waited}</span></p>
        <div className="window">
          <span className="window-track" aria-hidden="true"><i style={{ inlineSize: `${Math.min(100, Math.max(2, (ticket.window / scale) * 100))}%` }} /></span>
          <p data-testid="window">{say('windowNow', { from: `⁨${rating(ticket.rating - ticket.window)}⁩`, to: `⁨${rating(ticket.rating + ticket.window)}⁩` })}<small>{say('windowGrows')}</small></p>
        </div>
        <dl className="waiting-facts">
          <div><dt>{say('expectedWait')}</dt><dd>{ticket.expectedWaitMs != null ? duration(ticket.expectedWaitMs, language.code) : say('notKnownYet')}</dd></div>
          <div><dt>{say('queuePlace')}</dt><dd>{say('placeOf', { place: ticket.place, waiting: Math.max(ticket.waiting, ticket.place) })}</dd></div>
        </dl>
      </section>
      {problem && <Note tone="bad">{refusal(say, problem)}</Note>}
      {offer && <SubstituteOffer offer={offer} queue={queue} />}
      <button type="button" className="button quiet" onClick={() => void queue.leave()} data-testid="stop-looking">{say('stopLooking')}</button>
    </div>
  );
}

/** A recorded duel or a bot, never dressed up as a person who is here. */
function SubstituteOffer({ offer, queue }: { offer: Offer; queue: QueueStore }) {
  const { say, language } = useTexts();
  const title = say('offerTitle');
  useEffect(() => announce(`${title} ${say(offer.kind)}: ${offer.nickname}`, true), [title, offer.kind, offer.nickname, say]);
  const play = <button type="button" className="button primary" onClick={() => void queue.acceptSubstitute()} data-testid="accept-substitute">{say('playSubstitute')}</button>;
  const who = <p className="substitute-name"><span className="tag" data-kind={offer.kind}>{say(offer.kind)}</span><strong><bdi>{offer.nickname}</bdi></strong><bdi dir="ltr" className="soft figures">{ratingText(offer.rating, false, language.code)}</bdi></p>;
  if (offer.aside) return <section className="card substitute" data-aside aria-label={title}>{who}{play}</section>;
  return (
    <section className="card substitute" aria-label={title} data-testid="substitute">
      <div className="stack">
        <h2>{title}</h2>
        {who}
        <p className="soft">{say(offer.kind === 'ghost' ? 'ghostHint' : 'botHint', { name: `⁨${offer.nickname}⁩` })} {say('noRatingMoves')}</p>
      </div>
      <div className="substitute-buttons">
        {play}
        <button type="button" className="button quiet" onClick={() => queue.waitOn()} data-testid="wait-on">{say('waitOn')}</button>
      </div>
    </section>
  );
}
