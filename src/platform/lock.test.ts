import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Held, type Lock, lockExists, lockHolder, takeLock } from './lock.ts';
import { nodePlatform } from './platform.ts';

const root = await mkdtemp(join(tmpdir(), 'lock-'));
after(() => rm(root, { recursive: true }));
const platform = nodePlatform();
const newPath = async () => join(await mkdtemp(join(root, 'run-')), 'lock.json');
const isHeld = (lock: Lock | Held): lock is Held => 'heldBy' in lock;

async function taken(path: string): Promise<Lock> {
  const lock = await takeLock(path, platform);
  assert.ok(!isHeld(lock));
  return lock;
}

test('a lock is given once, and again after its release', async () => {
  const path = await newPath();
  const lock = await taken(path);
  assert.deepEqual(await takeLock(path, platform), { heldBy: process.pid });
  assert.equal(await lockHolder(path, platform), process.pid);
  await lock.release();
  assert.equal(await lockExists(path), false);
  await taken(path);
});

test('a lock of a process that is gone, or whose id another has, is taken over by one', async () => {
  for (const holder of [
    { pid: 2 ** 22 + 1, startedAt: 'x' },
    { pid: process.pid, startedAt: 'at another time' },
  ]) {
    const path = await newPath();
    await writeFile(path, JSON.stringify(holder));
    assert.equal(await lockExists(path), true);
    assert.equal(await lockHolder(path, platform), undefined);
    const all = await Promise.all(Array.from({ length: 8 }, () => takeLock(path, platform)));
    assert.equal(all.filter((lock) => !isHeld(lock)).length, 1);
    assert.deepEqual(await readdir(join(path, '..')), ['lock.json']);
  }
});

test('a lock that was cut short is taken over', async () => {
  const path = await newPath();
  await writeFile(path, '{"pid":');
  await taken(path);
});

test('a taking over that was given up long ago does not keep others from it', async () => {
  const path = await newPath();
  await writeFile(path, '{}');
  await writeFile(`${path}.takeover`, '{}');
  const before = new Date(Date.now() - 60_000);
  await utimes(`${path}.takeover`, before, before);
  await taken(path);
});

test('a folder that is not there is the system’s error', async () => {
  await assert.rejects(takeLock(join(root, 'missing', 'lock.json'), platform), { code: 'ENOENT' });
});
