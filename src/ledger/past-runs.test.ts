import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { nodePlatform } from '../platform/platform.ts';
import { deleteRuns, pastRuns, previousOf } from './past-runs.ts';
import { createRun, listRuns, runFolder } from './run-store.ts';

const platform = nodePlatform();
let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'state-'));
});
afterEach(() => rm(state, { recursive: true, force: true }));

const idOf = (second: number) => `20261123T2200${String(second).padStart(2, '0')}Z-00000000`;

/** A run that started at a second, with the lines of its record. */
async function run(second: number, title: string, ...more: object[]): Promise<string> {
  const folder = runFolder(state, idOf(second));
  await mkdir(folder.path, { recursive: true });
  const at = '2026-11-23T22:00:00.000000';
  const started = {
    type: 'run-started',
    title,
    at,
    source: 'experiment.json',
    file: '/somewhere/a.json',
  };
  const events = [started, ...more];
  await writeFile(folder.file('events'), events.map((event) => JSON.stringify(event)).join('\n'));
  return folder.id;
}

const ended = { type: 'run-ended', status: 'completed', deviated: true, duration: 14.2 };

test('runs are listed with how they ended, newest first', async () => {
  await run(1, 'one', { type: 'log', text: 'x'.repeat(300_000) }, ended);
  const live = await createRun(state, platform);
  const runs = await pastRuns(state, platform);
  assert.deepEqual(
    runs.map(({ id, state }) => [id, state]),
    [
      [live.id, 'running'],
      [idOf(1), 'ended'],
    ]
      .sort()
      .reverse(),
  );
  assert.deepEqual(
    runs.find(({ id }) => id === idOf(1)),
    {
      id: idOf(1),
      at: '2026-11-23T22:00:00.000000Z',
      title: 'one',
      source: 'experiment.json',
      file: '/somewhere/a.json',
      state: 'ended',
      status: 'completed',
      deviated: true,
      duration: 14.2,
      owed: 0,
    },
  );
});

test('a run whose record just stops was cut off, with its lock or without', async () => {
  const id = await run(1, 'cut', { type: 'log', text: 'the last' });
  const [without] = await pastRuns(state, platform);
  assert.equal(without?.state, 'crashed');
  await writeFile(
    runFolder(state, id).file('lock'),
    JSON.stringify({ pid: 2 ** 30, startedAt: 'never' }),
  );
  const [locked] = await pastRuns(state, platform);
  assert.equal(locked?.state, 'crashed');
  assert.equal(locked?.status, undefined);
});

test('the previous run is the latest of the same experiment that came to its end', async () => {
  await run(1, 'one', ended);
  await run(2, 'one', ended);
  await run(3, 'other', ended);
  await run(4, 'one', { type: 'log' });
  await run(5, 'one', ended);
  const runs = await pastRuns(state, platform);
  assert.equal(previousOf(runs, idOf(5))?.id, idOf(2));
  assert.equal(previousOf(runs, idOf(1)), undefined);
  assert.equal(previousOf(runs, idOf(9)), undefined);
});

test('runs are deleted, but none of them while one goes on, and nothing that is no run', async () => {
  const [one, two] = [await run(1, 'one', ended), await run(2, 'two', ended)];
  const live = await createRun(state, platform);
  await assert.rejects(deleteRuns(state, platform, [one, live.id]), {
    code: 'editor.history.running',
  });
  assert.equal((await listRuns(state)).length, 3);
  await deleteRuns(state, platform, [one, '../runs']);
  assert.deepEqual((await listRuns(state)).sort(), [two, live.id].sort());
});
