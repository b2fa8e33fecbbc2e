import { useEffect, type ReactNode } from 'react';
import type { DuelistKind, Ending } from '../../../sdk';
import { announce } from '../../app/announce';
import { useTexts, type Say, type TextKey } from '../../texts';
import { sentences } from '../../texts/sentences';
import { ratingText, signed } from './formats';

export interface ResultSide { nickname: string; kind: DuelistKind; score: number; before: number | null; after: number | null }

const titles = { won: 'won', lost: 'lostDuel', draw: 'draw', void: 'notPlayed' } as const;

function reasonText(say: Say, { reason, byMe }: Ending, name: string): string | null {
  switch (reason) {
    case 'time_up':
    case 'abandoned':
      return say(`r_${reason}`);
    case 'forfeited':
    case 'declined':
    case 'no_show':
      return say(`r_${reason}${byMe ? '_me' : ''}` as TextKey, { name: `⁨${name}⁩` });
    default:
      return null;
  }
}

/** Why a duel ended to which nobody came. `score`: of a turn that was played. */
export function aloneText(say: Say, { reason, byMe }: Ending, score: number | null): string | undefined {
  switch (reason) {
    case 'no_show':
      return score === null ? say('r_nobody') : `${say('r_nobody')} ${say('turnScore', { score })}`;
    case 'declined':
      return byMe ? say('r_withdrawn') : undefined;
    case 'abandoned':
      return say('r_stopped');
    default:
      return undefined;
  }
}

/** How a duel ended: just now, or as it is stored. */
export function ResultView({ ending, me, other, rated, why, children }: {
  ending: Ending; me: ResultSide; other: ResultSide; rated: boolean; why?: string | undefined; children: ReactNode;
}) {
  const { say } = useTexts();
  const title = say(titles[ending.verdict]);
  const reason = why ?? reasonText(say, ending, other.nickname);
  const scores = sentences(say('scoreIs', { name: say('you'), score: me.score }), say('scoreIs', { name: other.nickname, score: other.score }));
  const played = ending.verdict !== 'void';
  useEffect(() => announce(sentences(title, reason, played ? scores : null), true), [title, reason, scores, played]);
  return (
    <section className="play duel-end" data-verdict={ending.verdict} data-testid="duel-result">
      <header className="duel-end-head stage">
        <h1 data-testid="verdict">{title}</h1>
        {reason && <p>{reason}</p>}
        {ending.verdict !== 'void' && (
          <div className="duel-score">
            <Side side={me} name={say('you')} first={ending.verdict === 'won'} testId="own-final" />
            <Side side={other} name={other.nickname} first={ending.verdict === 'lost'} testId="opponent-final" />
          </div>
        )}
      </header>
      {ending.verdict !== 'void' && (me.after !== null ? <RatingLine side={me} /> : !rated && <p className="soft centered">{say('unrated')}</p>)}
      {children}
    </section>
  );
}

function Side({ side, name, first, testId }: { side: ResultSide; name: string; first: boolean; testId: string }) {
  const { say, language } = useTexts();
  return (
    <div className="duel-score-side" data-first={first || undefined}>
      {side.kind !== 'human' && <small className="versus-label" data-kind={side.kind}>{say(side.kind)}</small>}
      <bdi>{name}</bdi>
      <b className="figures" data-testid={testId}>{new Intl.NumberFormat(language.code).format(side.score)}</b>
    </div>
  );
}

function RatingLine({ side: { before, after } }: { side: ResultSide }) {
  const { say, language } = useTexts();
  if (before === null || after === null) return null;
  const change = after - before;
  return (
    <p className="rating-line" data-testid="rating-change">
      <span>{say('yourRating')}</span>
      <span className="rating-line-figures figures" dir="ltr">
        <span className="soft">{ratingText(before, false, language.code)}</span>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12h15m-6-6 6 6-6 6" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" /></svg>
        <strong>{ratingText(after, false, language.code)}</strong>
        <span className="tag" data-tone={change > 0 ? 'good' : change < 0 ? 'bad' : undefined}>{signed(change, language.code)}</span>
      </span>
    </p>
  );
}
