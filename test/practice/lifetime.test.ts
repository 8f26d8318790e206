import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  holdPractice,
  keepPractice,
  practiceStatus,
  stopPractice,
} from '../../src/practice/lifetime/hold.ts';
import { placeBelow, readRecord } from '../../src/practice/lifetime/place.ts';
import { until } from '../cluster/support.ts';
import { cli, freshAccess } from './support.ts';

test('two windows that start at once share one cluster, also one that comes back at once', async (t) => {
  const access = await freshAccess(t);
  const { state, signal } = access;
  const [a, b] = await Promise.all([holdPractice(access), holdPractice(access)]);
  assert.deepEqual(a.identity, b.identity);
  const status = await practiceStatus(state, signal);
  assert.equal(status?.holders, 2);
  a.release();
  b.release();
  const third = await holdPractice(access);
  assert.deepEqual(third.identity, a.identity);
  third.release();
});

test('its files are for their owner, and go with it', async (t) => {
  const access = await freshAccess(t);
  const { state, platform, signal } = access;
  const held = await holdPractice(access);
  const place = placeBelow(state);
  if (platform.os !== 'win32') {
    for (const path of [place.kubeconfig, place.record, place.folder]) {
      assert.equal((await stat(path)).mode & 0o077, 0, path);
    }
  }
  assert.equal(await stopPractice(state, platform, signal), true);
  assert.equal(await held.ended, 'stopped');
  assert.deepEqual((await readdir(place.folder)).sort(), ['nodes', 'practice.log']);
  assert.deepEqual(await readdir(place.nodes, { recursive: true }), ['processes']);
  assert.equal(await stopPractice(state, platform, signal), false);
});

test('one that is killed is gone, and the next one starts', async (t) => {
  const access = await freshAccess(t);
  const held = await holdPractice(access);
  const before = await practiceStatus(access.state, access.signal);
  process.kill(before?.pid ?? 0, 'SIGKILL');
  assert.equal(await held.ended, 'gone');
  assert.equal(await practiceStatus(access.state, access.signal), undefined);
  const next = await holdPractice(access);
  assert.notEqual(next.identity.uid, held.identity.uid);
  next.release();
});

test('one of another version is replaced if nobody uses it, and shared if somebody does', async (t) => {
  const access = await freshAccess(t);
  const first = await holdPractice(access);
  const shared = await holdPractice({ ...access, version: '2' });
  assert.equal(shared.version, '1');
  assert.deepEqual(shared.identity, first.identity);
  first.release();
  shared.release();
  // The holds are let go of when the process has seen that.
  while ((await practiceStatus(access.state, access.signal))?.holders) {
    access.signal.throwIfAborted();
  }
  const told: string[] = [];
  const newer = await holdPractice({
    ...access,
    version: '2',
    told: ({ code }) => told.push(code),
  });
  assert.equal(newer.version, '2');
  assert.notEqual(newer.identity.uid, first.identity.uid);
  assert.deepEqual(told, ['practice.replacing', 'practice.starting']);
  newer.release();
});

test('one that speaks another protocol is left alone', async (t) => {
  const access = await freshAccess(t);
  await keepPractice(access);
  const { record } = placeBelow(access.state);
  const now = await readRecord(placeBelow(access.state));
  await writeFile(record, JSON.stringify({ ...now, protocol: 99 }));
  await assert.rejects(holdPractice(access), { code: 'practice.other-protocol' });
  await writeFile(record, JSON.stringify(now));
});

test('a port that another program has taken since is no cluster', async (t) => {
  const access = await freshAccess(t);
  const held = await holdPractice(access);
  const place = placeBelow(access.state);
  const stale = await readRecord(place);
  process.kill(stale?.pid ?? 0, 'SIGKILL');
  await held.ended;
  // The lease ends a moment before the port is free.
  const other = await until('the port is free', async () => {
    const server = createServer((socket) => socket.end('hello\r\n'));
    server.listen(stale?.port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  });
  const next = await holdPractice(access);
  assert.notEqual(next.identity.uid, held.identity.uid);
  next.release();
  other.close();
});

test('what keeps it from starting is said', async (t) => {
  const access = await freshAccess(t);
  await writeFile(join(access.state, 'practice'), 'not a folder');
  await assert.rejects(holdPractice(access), /practice/);
  const broken = await freshAccess(t);
  await writeFile(join(broken.state, 'broken.mjs'), 'throw new Error("no")');
  await assert.rejects(holdPractice({ ...broken, entry: join(broken.state, 'broken.mjs') }), {
    code: 'practice.failed',
  });
});

test('the command line holds it in the foreground, keeps it detached, and ends it', async (t) => {
  const { state } = await freshAccess(t);
  const up = cli(state, 'practice', 'up');
  await up.said(/KUBECONFIG=/);
  assert.match((await cli(state, 'practice', 'status').ended).text, /used by 1 program\b/);
  const detached = await cli(state, 'practice', 'up', '--detach').ended;
  assert.match(detached.text, /kubeconfig\n$/);
  const { text } = await cli(state, 'practice', 'status', '--json').ended;
  assert.equal(JSON.parse(text).kept, true);
  const down = await cli(state, 'practice', 'down').ended;
  assert.equal(down.code, 0);
  const ended = await up.ended;
  assert.equal(ended.code, 0);
  assert.match(ended.text, /has been stopped/);
  assert.equal((await cli(state, 'practice', 'status').ended).code, 1);
});

test('the command line says that the cluster it holds was killed', async (t) => {
  const { state, signal } = await freshAccess(t);
  const up = cli(state, 'practice', 'up');
  await up.said(/KUBECONFIG=/);
  process.kill((await practiceStatus(state, signal))?.pid ?? 0, 'SIGKILL');
  const { code, text } = await up.ended;
  assert.equal(code, 1);
  assert.match(text, /process is gone/);
});
