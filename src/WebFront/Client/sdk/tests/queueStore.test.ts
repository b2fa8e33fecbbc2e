import { describe, expect, test } from 'vitest';
import { QuizError } from '../errors';
import { QueueStore } from '../queueStore';
import { duel, duelRoom, FakeLink, settled, ticket } from './given';

const wish = { category: 'general', language: 'en' };
const [, bea] = duel().players;
if (!bea) throw new Error('No opponent.');
const matched = { type: 'MatchFound', pin: 'M1', opponent: bea, seatMs: 10_000 } as const;
const accepted = { accepted: true, version: 0 };

function givenQueue() {
  const link = new FakeLink();
  const queue = new QueueStore(link, { nickname: () => 'Ada', now: () => 0 });
  const leave = queue.attend();
  return { link, queue, leave, stage: () => queue.state.get().stage, methods: () => link.calls.map((call) => call.method) };
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
  test('that is refused says why', async () => {
    const { link, queue } = givenQueue();
    void queue.join(wish);
    await link.last.fail(new QuizError('queue_full', ''));
    expect(queue.state.get()).toEqual({ stage: 'idle', why: null, problem: 'queue_full' });
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
});

describe('a rematch', () => {
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
