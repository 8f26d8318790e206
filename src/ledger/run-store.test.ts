import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { nodePlatform } from '../platform/platform.ts';
import { createRun, isRunning, listRuns, pruneRuns, runFolder } from './run-store.ts';

const platform = nodePlatform();

let state: string;

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'state-'));
});
afterEach(() => rm(state, { recursive: true, force: true }));

/** A run that has ended, by its second. */
async function ended(second: number, ledger = ''): Promise<string> {
  const id = `20261123T2200${String(second).padStart(2, '0')}Z-00000000`;
  const folder = runFolder(state, id);
  await mkdir(folder.path, { recursive: true });
  if (ledger !== '') {
    await writeFile(folder.file('ledger'), ledger);
  }
  return id;
}

/** A line about the one deployment that the run deleted. */
function ledgerLine(state: string): string {
  const about = { request: { verb: 'delete' }, target: {}, inverse: [{ verb: 'create' }] };
  return `${JSON.stringify({ v: 1, id: '1', state, ...(state === 'intent' && about) })}\n`;
}

test('a run is there while its process is, and until it is released', async () => {
  const run = await createRun(state, platform);
  assert.deepEqual(await listRuns(state), [run.id]);
  assert.equal(await isRunning(run, platform), true);
  await run.release();
  assert.equal(await isRunning(run, platform), false);
});

test('a lock of a process whose id was given to another holds nothing', async () => {
  const run = await createRun(state, platform);
  const other = { ...platform, processStartTime: async () => 'another time' };
  assert.equal(await isRunning(run, other), false);
  assert.equal(await isRunning(run, { ...platform, processStartTime: async () => null }), false);
});

test('only the user may read what is recorded, where files have modes', async () => {
  const run = await createRun(state, platform);
  const others = platform.os === 'win32' ? 0 : 0o077;
  assert.equal((await stat(run.path)).mode & others, 0);
  assert.equal((await stat(run.file('lock'))).mode & others, 0);
});

test('the newest come first, and nothing else counts as a run', async () => {
  const [first, second] = [await ended(1), await ended(2)];
  await mkdir(join(state, 'runs', 'something-else'));
  assert.deepEqual(await listRuns(state), [second, first]);
  assert.deepEqual(await listRuns(join(state, 'nowhere')), []);
});

test('old runs go, but not one that goes on or has something to undo', async () => {
  const gone = await ended(1);
  const owing = await ended(2, ledgerLine('intent'));
  const settled = await ended(5, ledgerLine('intent') + ledgerLine('undone'));
  const [old, newest] = [await ended(3), await ended(4)];
  const running = await createRun(state, platform);
  await pruneRuns(state, platform, 3);
  assert.deepEqual(await listRuns(state), [running.id, settled, newest, owing].sort().reverse());
  assert.ok(!(await listRuns(state)).some((id) => id === gone || id === old));
  await pruneRuns(state, platform, 0);
  assert.deepEqual(await listRuns(state), [running.id, owing].sort().reverse());
});
