import { expect, test } from 'vitest';
import type { QuizClient, RatingChange, RoomStore, Standing } from '../../core';
import { example, faultsOf, run } from './readme';

const sdkReadme = '../../README.md';
const player = example('../../../../../../README.md', '## For developers');
const sdkPlayer = example(sdkReadme, '# QuizOrleans client SDK');
const host = example(sdkReadme, '## A host\'s program');
const duel = example(sdkReadme, '## A whole duel');

test('a strict compiler takes the examples', () => {
  expect(faultsOf({ player, sdkPlayer, host, duel })).toEqual([]);
});

/** Answers what is asked as long as the room runs. */
function playOn(room: RoomStore): void {
  const look = () => {
    const { room: now, own } = room.state.get();
    if (now?.snapshot.phase === 'question' && own.state === 'none') void room.answer({ choices: [0] });
  };
  room.state.subscribe(look);
  look();
}

test('the examples of a player and of a host play a whole room', async () => {
  const hosting = run(host, {});
  const [, pin] = await hosting.logged(([what]) => what === 'join with') as [string, string];
  const first = run(player, { K7M2XQ: pin }, ['room', 'connection: quiz.connection']);
  const second = run(sdkPlayer, { '7KD4QW': pin, Ada: 'Bea' }, ['room', 'connection: client.connection']);

  await Promise.all([first, second].map(async ({ over, lines }) => {
    const { room, connection } = await over as { room: RoomStore; connection: QuizClient['connection'] };
    expect(room.state.get()).toMatchObject({ stage: 'inside', own: { index: 0, state: 'saved' } });
    const { room: revealed } = await room.state.until(({ room: now }) => now?.snapshot.phase === 'reveal');
    expect(revealed?.snapshot.you?.result).toMatchObject({ playerId: revealed?.snapshot.you?.playerId });
    playOn(room);
    const { room: finished } = await room.state.until(({ room: now }) => now?.snapshot.phase === 'finished');
    await hosting.over;
    const [standings] = hosting.lines().at(-1) as [Standing[]];
    expect(standings.map(({ nickname }) => nickname).sort()).toEqual(['Ada', 'Bea']);
    expect(finished?.snapshot.finished?.standings).toEqual(standings);
    expect(lines().flat()).toEqual(expect.arrayContaining(['lobby', 'question', 'reveal', 'finished']));
    await connection.stop();
  }));
});

test('the example of a duel plays a whole one', async () => {
  const duels = [run(duel, {}), run(duel, { Ada: 'Bea' })];
  await Promise.all(duels.map(({ over }) => over));
  const [ada, bea] = duels.map(({ lines }) => lines().at(-1)) as [string, RatingChange[]][];
  expect(['lost,won', 'draw,draw']).toContain([ada?.[0], bea?.[0]].sort().join());
  expect(ada?.[1]).toHaveLength(2);
  expect(bea?.[1]).toEqual(ada?.[1]);
});
