import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RunView } from '../engine/view.ts';
import { pastFolder, readPastRun } from './past-run.ts';
import type { Fold } from './run-stream.ts';

const id = '20261123T120000Z-0123abcd';
const fold: Fold = (_view, event) => ({ run: event.run, seq: event.seq }) as RunView;
const line = (seq: number, v = 1) => JSON.stringify({ v, seq, run: id, type: 'log' });

async function folderWith(t: { after(work: () => Promise<void>): void }, text: string) {
  const state = await mkdtemp(join(tmpdir(), 'chaos-past-'));
  t.after(() => rm(state, { recursive: true }));
  const folder = pastFolder(state, id);
  await mkdir(folder.path, { recursive: true });
  await writeFile(folder.file('events'), text);
  return folder;
}

test('a past run is the fold of its events', async (t) => {
  const folder = await folderWith(t, `${line(1)}\n${line(2)}\n`);
  assert.deepEqual(await readPastRun(folder, fold), { run: id, seq: 2 });
});

test('a torn last line is left out', async (t) => {
  const folder = await folderWith(t, `${line(1)}\n${line(2).slice(0, 20)}`);
  assert.equal((await readPastRun(folder, fold)).seq, 1);
});

test('a run that is not there, is empty or is newer says so', async (t) => {
  const empty = await folderWith(t, '');
  await assert.rejects(readPastRun(empty, fold), { code: 'editor.run-gone' });
  const newer = await folderWith(t, line(1, 2));
  await assert.rejects(readPastRun(newer, fold), { code: 'editor.run-newer' });
  await rm(newer.file('events'));
  await assert.rejects(readPastRun(newer, fold), { code: 'editor.run-gone' });
});

test('what is no id of a run never becomes a path', () => {
  assert.throws(() => pastFolder(tmpdir(), '../../etc'), { code: 'editor.run-gone' });
});
