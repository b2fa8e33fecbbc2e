import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DuelStanding } from '../duelWire';
import { QuizError } from '../errors';
import { QueueStore } from '../queueStore';
import { duel, duelRoom, FakeLink, settled, ticket } from './given';

const wish = { category: 'general', language: 'en' };
const [, bea] = duel().players;
if (!bea) throw new Error('No opponent.');
const matched = { type: 'MatchFound', pin: 'M1', opponent: bea, seatMs: 10_000 } as const;
const accepted = { accepted: true, version: 0 };

const refusedWith = (code: string) => new QuizError(code, '');
const repeatMs = 2000;
afterEach(() => vi.useRealTimers());

/** `standing`: what the server says of where the player is; to be changed by the test. */
function givenQueue() {
  const link = new FakeLink();
  const server: { standing: DuelStanding } = { standing: { ratings: [] } };
  const queue = new QueueStore(link, { nickname: () => 'Ada', standing: () => Promise.resolve(server.standing), now: () => 0 });
  const leave = queue.attend();
  return { link, queue, leave, server, stage: () => queue.state.get().stage, methods: () => link.calls.map((call) => call.method) };
}

async function givenWaiting() {
  const given = givenQueue();
  void given.queue.join(wish);
  await given.link.last.reply(ticket());
  return given;
}

function reconnect(link: FakeLink): void {
  link.status.set('reconnecting');
  link.status.set('online');
}

describe('looking for an opponent', () => {
  test('takes a ticket', async () => {
    const { link, stage } = await givenWaiting();
    expect(link.last).toMatchObject({ method: 'JoinQueue', args: [wish] });
    expect(stage()).toBe('waiting');
  });
  test('asks for the ticket again after a reconnect', async () => {
    const { link, queue } = await givenWaiting();
    reconnect(link);
    expect(link.last).toMatchObject({ method: 'JoinQueue', args: [wish] });
    await link.last.reply(ticket({ waitedMs: 9000, place: 2 }));
    expect(queue.state.get()).toMatchObject({ stage: 'waiting', since: -9000, ticket: { place: 2 } });
  });
  test('asked for without a connection begins once there is one', async () => {
    const { link, queue, stage } = givenQueue();
    void queue.join(wish);
    await link.last.fail(new QuizError('offline', ''));
    expect(stage()).toBe('joining');
    reconnect(link);
    await link.last.reply(ticket());
    expect(stage()).toBe('waiting');
  });
  test('begun while the connection is being made asks once', async () => {
    const { link, queue, methods } = givenQueue();
    link.status.set('connecting');
    void queue.join(wish);
    link.status.set('online');
    await link.last.reply(ticket());
    expect(methods()).toEqual(['JoinQueue']);
    expect(queue.state.get().stage).toBe('waiting');
  });
  test('begun and given up without a connection is given up once there is one', async () => {
    const { link, queue, methods } = givenQueue();
    link.status.set('reconnecting');
    void queue.join(wish);
    await link.last.fail(new QuizError('offline', ''));
    await queue.leave();
    expect(methods()).toEqual(['JoinQueue']);
    link.status.set('online');
    expect(methods()).toEqual(['JoinQueue', 'LeaveQueue']);
  });
  test('that is refused says why', async () => {
    const { link, queue } = givenQueue();
    void queue.join(wish);
    await link.last.fail(new QuizError('queue_full', ''));
    expect(queue.state.get()).toEqual({ stage: 'idle', why: null, problem: 'queue_full' });
  });
  test('asked for at the token\'s end is asked for again', async () => {
    vi.useFakeTimers();
    const { link, queue, stage, methods } = givenQueue();
    void queue.join(wish);
    await link.last.fail(refusedWith('token_expired'));
    expect(stage()).toBe('joining');
    vi.advanceTimersByTime(repeatMs);
    expect(methods()).toEqual(['JoinQueue', 'JoinQueue']);
    await link.last.reply(ticket());
    expect(stage()).toBe('waiting');
  });
  test.each(['rate_limited', 'storage_unavailable', 'server_unavailable'])('is not over when the ticket cannot be told: %s', async (code) => {
    vi.useFakeTimers();
    const { link, stage, methods } = await givenWaiting();
    reconnect(link);
    await link.last.fail(refusedWith(code));
    expect(stage()).toBe('waiting');
    vi.advanceTimersByTime(repeatMs);
    expect(methods()).toEqual(['JoinQueue', 'JoinQueue', 'JoinQueue']);
  });
  test('given up at the token\'s end is given up again', async () => {
    vi.useFakeTimers();
    const { link, queue, methods } = await givenWaiting();
    void queue.leave();
    await link.last.fail(refusedWith('token_expired'));
    vi.advanceTimersByTime(repeatMs);
    expect(methods()).toEqual(['JoinQueue', 'LeaveQueue', 'LeaveQueue']);
  });
  test('begun anew is not ended by the word of the search before', async () => {
    const { link, queue, stage } = await givenWaiting();
    void queue.leave();
    void queue.join(wish);
    const asked = link.last;
    link.emitQueue({ type: 'QueueLeft', reason: 'cancelled' });
    await asked.reply(ticket());
    expect(stage()).toBe('waiting');
  });
  test('ends when another page enters a duel', async () => {
    const { link, queue } = await givenWaiting();
    link.emitQueue({ type: 'QueueLeft', reason: 'cancelled' });
    expect(queue.state.get()).toEqual({ stage: 'idle', why: null, problem: null });
  });
  test('given up while the ticket is under way stays given up', async () => {
    const { link, queue, stage } = givenQueue();
    void queue.join(wish);
    const asked = link.last;
    void queue.leave();
    await asked.reply(ticket());
    expect(stage()).toBe('idle');
  });
  test('ends when nobody attends any more', async () => {
    const { leave, stage, methods } = await givenWaiting();
    leave();
    expect(stage()).toBe('idle');
    expect(methods()).toEqual(['JoinQueue', 'LeaveQueue']);
  });
  test('given up without a connection is given up after the reconnect', async () => {
    const { link, queue, methods } = await givenWaiting();
    void queue.leave();
    await link.last.fail(new QuizError('offline', ''));
    reconnect(link);
    await link.last.reply(accepted);
    reconnect(link);
    expect(methods()).toEqual(['JoinQueue', 'LeaveQueue', 'LeaveQueue']);
  });
});

describe('without a page that attends', () => {
  function givenUnattended() {
    const given = givenQueue();
    given.leave();
    return given;
  }

  test('a search is followed to its match', async () => {
    const { link, queue, methods } = givenUnattended();
    void queue.join(wish);
    await link.last.reply(ticket());
    link.emitQueue({ type: 'QueueStatus', ...ticket({ place: 2 }) });
    expect(queue.state.get()).toMatchObject({ stage: 'waiting', ticket: { place: 2 } });
    link.emitQueue(matched);
    await link.last.reply(duelRoom());
    expect(methods()).toEqual(['JoinQueue', 'JoinRoom']);
    expect(queue.state.get()).toMatchObject({ stage: 'found', pin: 'M1', seat: 'taken' });
  });
  test('an opponent who does not come brings the wait back', async () => {
    const { link, queue, stage } = givenUnattended();
    void queue.join(wish);
    await link.last.reply(ticket());
    link.emitQueue(matched);
    await link.last.reply(duelRoom());
    expect(stage()).toBe('found');
    link.emitQueue({ type: 'QueueReturned', ...ticket() });
    expect(stage()).toBe('waiting');
  });
  test('a rematch that the other wants later is found', async () => {
    const { link, queue } = givenUnattended();
    void queue.rematch('M1');
    await link.last.reply({ pin: 'M1', wanted: ['ada'] });
    link.emitQueue({ ...matched, pin: 'M2' });
    expect(link.last).toMatchObject({ method: 'JoinRoom', args: ['M2', 'Ada', null] });
  });
  test('what is found after a search has ended is not followed', async () => {
    const { link, queue, methods } = givenUnattended();
    void queue.join(wish);
    await link.last.reply(ticket());
    link.emitQueue({ type: 'QueueLeft', reason: 'expired' });
    link.emitQueue(matched);
    expect(queue.state.get()).toEqual({ stage: 'idle', why: 'expired', problem: null });
    expect(methods()).toEqual(['JoinQueue']);
  });
  test('what is found after a search was given up is not followed', async () => {
    const { link, queue, stage } = givenUnattended();
    void queue.join(wish);
    await link.last.reply(ticket());
    void queue.leave();
    await link.last.reply(accepted);
    link.emitQueue(matched);
    expect(stage()).toBe('idle');
  });
});

describe('a match', () => {
  test('takes its seat by itself', async () => {
    const { link, queue } = await givenWaiting();
    link.emitQueue(matched);
    expect(link.last).toMatchObject({ method: 'JoinRoom', args: ['M1', 'Ada', null] });
    await link.last.reply(duelRoom());
    expect(queue.state.get()).toMatchObject({ stage: 'found', pin: 'M1', seat: 'taken' });
  });
  test('found while away is found with the ticket', async () => {
    const { link } = await givenWaiting();
    reconnect(link);
    await link.last.reply(ticket({ matchId: 'M1' }));
    expect(link.last).toMatchObject({ method: 'JoinRoom', args: ['M1', 'Ada', null] });
  });
  test('whose seat could not be asked for is asked for after the reconnect', async () => {
    const { link, queue } = await givenWaiting();
    link.emitQueue(matched);
    await link.last.fail(new QuizError('offline', ''));
    reconnect(link);
    expect(link.last.method).toBe('JoinRoom');
    await link.last.reply(duelRoom());
    expect(queue.state.get()).toMatchObject({ seat: 'taken' });
  });
  test('told twice takes one seat', async () => {
    const { link, methods } = await givenWaiting();
    link.emitQueue(matched);
    link.emitQueue(matched);
    expect(methods()).toEqual(['JoinQueue', 'JoinRoom']);
  });
  test('found while giving up is declined', async () => {
    const { link, queue, stage } = await givenWaiting();
    void queue.leave();
    await link.last.fail(new QuizError('match_found', ''));
    link.emitQueue(matched);
    await settled();
    expect(link.last).toMatchObject({ method: 'LeaveRoom', args: ['M1'] });
    expect(stage()).toBe('idle');
  });
  test('whose word came before the answer to giving up is declined once', async () => {
    const { link, queue, server, methods } = await givenWaiting();
    server.standing = { matchId: 'M1', ratings: [] };
    void queue.leave();
    const left = link.last;
    link.emitQueue(matched);
    await link.last.reply(accepted);
    await left.reply({ accepted: false, code: 'match_found', version: 0 });
    expect(methods()).toEqual(['JoinQueue', 'LeaveQueue', 'LeaveRoom']);
  });
  test('found while giving up, whose word was lost, is asked for and declined', async () => {
    const { link, queue, server, stage } = await givenWaiting();
    server.standing = { matchId: 'M1', ratings: [] };
    void queue.leave();
    await link.last.fail(refusedWith('match_found'));
    expect(link.last).toMatchObject({ method: 'Resync', args: ['M1'] });
    await link.last.reply(duelRoom());
    expect(link.last).toMatchObject({ method: 'LeaveRoom', args: ['M1'] });
    expect(stage()).toBe('idle');
  });
  test('that is played on another page is not given up with the search', async () => {
    const { link, queue, server } = await givenWaiting();
    server.standing = { matchId: 'M1', ratings: [] };
    void queue.leave();
    await link.last.fail(refusedWith('match_found'));
    await link.last.reply(duelRoom({ phase: 'question', index: 0 }));
    expect(link.last.method).toBe('Resync');
  });
  test('found while giving up, whose opponent did not come, brings no ticket back', async () => {
    const { link, queue, stage, methods } = await givenWaiting();
    void queue.leave();
    await link.last.fail(refusedWith('match_found'));
    link.emitQueue({ type: 'QueueReturned', ...ticket() });
    expect(methods()).toEqual(['JoinQueue', 'LeaveQueue', 'LeaveQueue']);
    await link.last.reply(accepted);
    expect(stage()).toBe('idle');
  });
  test('found while giving up and declined without a connection is declined after the reconnect', async () => {
    const { link, queue } = await givenWaiting();
    void queue.leave();
    await link.last.fail(refusedWith('match_found'));
    link.emitQueue(matched);
    await link.last.fail(refusedWith('offline'));
    reconnect(link);
    await link.last.fail(refusedWith('match_found'));
    link.emitQueue(matched);
    expect(link.last).toMatchObject({ method: 'LeaveRoom', args: ['M1'] });
  });
  test('that falls through brings the wait back', async () => {
    const { link, queue } = await givenWaiting();
    link.emitQueue(matched);
    await link.last.reply(duelRoom());
    link.emitQueue({ type: 'QueueReturned', ...ticket({ waitedMs: 12_000 }) });
    expect(queue.state.get()).toMatchObject({ stage: 'waiting', returned: true, since: -12_000 });
  });
  test('declined in its room is not told as a seat not taken', async () => {
    const { link, queue } = await givenWaiting();
    link.emitQueue(matched);
    queue.dismiss('M1');
    link.emitQueue({ type: 'QueueLeft', reason: 'no_show' });
    expect(queue.state.get()).toEqual({ stage: 'idle', why: null, problem: null });
  });
  test('of a page that nobody attends is left to the page that looks', async () => {
    const { link, leave, methods } = givenQueue();
    leave();
    link.emitQueue(matched);
    expect(methods()).toEqual([]);
  });
});

describe('a substitute', () => {
  const offer = { type: 'SubstituteOffered', kind: 'bot', nickname: 'Botolph', rating: 1450 } as const;
  test('accepted is a match', async () => {
    const { link, queue, methods } = await givenWaiting();
    link.emitQueue(offer);
    void queue.acceptSubstitute();
    await link.last.reply({ pin: 'M3', opponent: { ...bea, kind: 'bot' }, seatMs: 10_000 });
    expect(queue.state.get()).toMatchObject({ stage: 'found', pin: 'M3', opponent: { kind: 'bot' } });
    expect(methods()).toEqual(['JoinQueue', 'AcceptSubstitute', 'JoinRoom']);
  });
  test('can be put aside and is still there', async () => {
    const { link, queue } = await givenWaiting();
    link.emitQueue(offer);
    queue.waitOn();
    expect(queue.state.get()).toMatchObject({ stage: 'waiting', offer: { kind: 'bot', aside: true } });
  });

  async function givenRefused(code: string, standing: DuelStanding) {
    const given = await givenWaiting();
    given.server.standing = standing;
    given.link.emitQueue(offer);
    void given.queue.acceptSubstitute();
    await given.link.last.fail(refusedWith(code));
    return given;
  }
  test('refused is told, and the search goes on', async () => {
    const { link, queue } = await givenRefused('rate_limited', { queued: wish, ratings: [] });
    expect(queue.state.get()).toMatchObject({ stage: 'waiting', problem: 'rate_limited', offer: { kind: 'bot' } });
    link.emitQueue({ type: 'QueueStatus', ...ticket({ waitedMs: 9000 }) });
    expect(queue.state.get()).toMatchObject({ stage: 'waiting', problem: 'rate_limited' });
    void queue.acceptSubstitute();
    expect(queue.state.get()).toMatchObject({ problem: null });
  });
  test('that is no longer offered is put away', async () => {
    const { queue } = await givenRefused('not_offered', { queued: wish, ratings: [] });
    expect(queue.state.get()).toMatchObject({ stage: 'waiting', problem: 'not_offered', offer: null });
  });
  test('refused because an opponent was found leads to him', async () => {
    const { link } = await givenRefused('match_found', { matchId: 'M1', ratings: [] });
    expect(link.last).toMatchObject({ method: 'JoinRoom', args: ['M1', 'Ada', null] });
  });
  test('refused to somebody who is not looking any more ends the search', async () => {
    const { queue } = await givenRefused('not_queued', { ratings: [] });
    expect(queue.state.get()).toEqual({ stage: 'idle', why: null, problem: 'not_queued' });
  });
  test('that could not be opened after the ticket was gone says so', async () => {
    const { link, queue, server } = await givenWaiting();
    server.standing = { ratings: [] };
    link.emitQueue(offer);
    void queue.acceptSubstitute();
    link.emitQueue({ type: 'QueueLeft', reason: 'settled' });
    await link.last.fail(refusedWith('no_questions'));
    expect(queue.state.get()).toEqual({ stage: 'idle', why: null, problem: 'no_questions' });
  });
  test('refused without a connection waits on', async () => {
    const { queue } = await givenRefused('offline', { ratings: [] });
    expect(queue.state.get()).toMatchObject({ stage: 'waiting', problem: 'offline', offer: { kind: 'bot' } });
  });
});

describe('a rematch', () => {
  test('is declined', () => {
    const { queue, methods } = givenQueue();
    void queue.declineRematch('M1');
    expect(methods()).toEqual(['DeclineRematch']);
  });
  test('waits for the other', async () => {
    const { link, queue, stage } = givenQueue();
    const asked = queue.rematch('M1');
    await link.last.reply({ pin: 'M1', wanted: ['ada'] });
    expect((await asked).wanted).toEqual(['ada']);
    expect(stage()).toBe('idle');
  });
  test('that both want is taken, by reply and event alike', async () => {
    const { link, queue, methods } = givenQueue();
    void queue.rematch('M1');
    await link.last.reply({ pin: 'M1', wanted: ['ada', 'bea'], matchId: 'M2' });
    link.emitQueue({ ...matched, pin: 'M2' });
    expect(queue.state.get()).toMatchObject({ stage: 'found', pin: 'M2', opponent: { nickname: 'Bea' } });
    expect(methods()).toEqual(['Rematch', 'JoinRoom']);
  });
});
