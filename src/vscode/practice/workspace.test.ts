import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { lessonFiles, writeWorkspace } from './workspace.ts';

const manifests = resolve(import.meta.dirname, '../../../manifests');

test('the experiments are written as they are, and what somebody changed stays', async (t) => {
  const place = await mkdtemp(join(tmpdir(), 'workspace-'));
  t.after(() => rm(place, { recursive: true }));
  const folder = join(place, 'new');
  await writeWorkspace(manifests, folder);
  for (const name of lessonFiles) {
    const original = await readFile(join(manifests, name), 'utf8');
    assert.equal(await readFile(join(folder, name), 'utf8'), original);
  }
  await writeFile(join(folder, lessonFiles[0]), 'mine');
  await rm(join(folder, lessonFiles[1]));
  await writeWorkspace(manifests, folder);
  assert.equal(await readFile(join(folder, lessonFiles[0]), 'utf8'), 'mine');
  assert.notEqual(await readFile(join(folder, lessonFiles[1]), 'utf8'), '');
});
