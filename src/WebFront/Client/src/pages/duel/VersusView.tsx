import { useEffect } from 'react';
import { useCountdown, type Deadline, type Duel, type DuelSide, type Phase } from '../../../sdk';
import { announce } from '../../app/announce';
import { Check } from '../../components/Distribution';
import { useTexts } from '../../texts';
import { categoryName, ratingText } from './formats';

/** Who plays whom: while the seats are taken, and until the first question. Without an opponent it is the first of two turns. */
export function VersusView({ duel, of, phase, deadline, me, other }: { duel: Duel; of: number; phase: Phase; deadline: Deadline | null; me: DuelSide; other: DuelSide | null }) {
  const { say, language } = useTexts();
  const seconds = useCountdown(deadline);
  const counting = phase === 'countdown';
  useEffect(() => announce(counting ? say('getReady') : say('takingSeats'), counting), [counting, say]);
  const mark = counting && seconds ? new Intl.NumberFormat(language.code).format(seconds) : say('versus');
  return (
    <section className="versus stage" data-testid="versus">
      <p className="versus-about"><bdi>{categoryName(say, duel.category)}</bdi> · {say('questionsCount', { count: of })}{!duel.rated && <> · {say('unrated')}</>}</p>
      <h1 className="hidden">{`${me.nickname} ${say('versus')} ${other?.nickname ?? say('yourFriend')}`}</h1>
      <div className="versus-sides">
        <Side side={me} waits={!counting} label={say('you')} />
        <b key={mark} className="versus-mark" data-count={counting || undefined} aria-hidden="true">{mark}</b>
        {other ? <Side side={other} waits={!counting} label={other.kind === 'human' ? null : say(other.kind)} />
          : <div className="versus-side"><small className="versus-label">{say('playsLater')}</small><strong>{say('yourFriend')}</strong></div>}
      </div>
      <p className="versus-state" role="status">{counting ? say('getReady') : say('takingSeats')}
        {!counting && seconds !== null && <span aria-hidden="true" className="figures"> {say('seatLeft', { seconds })}</span>}</p>
    </section>
  );
}

function Side({ side, waits, label }: { side: DuelSide; waits: boolean; label: string | null }) {
  const { say, language } = useTexts();
  return (
    <div className="versus-side" data-seated={side.seated || undefined}>
      {label && <small className="versus-label" data-kind={side.kind}>{label}</small>}
      <strong><bdi>{side.nickname}</bdi></strong>
      <bdi dir="ltr" className="versus-rating figures">{ratingText(side.rating, side.provisional, language.code)}</bdi>
      {waits && <span className="versus-seat">{side.seated && <Check />}{say(side.seated ? 'ready' : 'onTheWay')}</span>}
    </div>
  );
}
