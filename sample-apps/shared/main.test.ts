import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { get } from './testing.ts';

const backend = join(import.meta.dirname, '..', 'backend', 'src', 'main.ts');

function start(env: Record<string, string>): ChildProcess & { stdout: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, [backend], {
    env: { ...process.env, DRAIN_MS: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return child as ChildProcess & { stdout: NodeJS.ReadableStream };
}

/** The events that a process logs, one after the other. */
function eventsOf({ stdout }: { stdout: NodeJS.ReadableStream }) {
  const lines = createInterface(stdout)[Symbol.asyncIterator]();
  return async () => JSON.parse((await lines.next()).value ?? '{"event": "end of log"}');
}

test('the process answers, and its events are lines of JSON', async (t) => {
  const child = start({ PORT: '0', POD_NAME: 'back-7' });
  t.after(() => child.kill('SIGKILL'));
  const next = eventsOf(child);
  const first = await next();
  assert.deepEqual(
    [first.level, first.service, first.pod, first.event],
    ['info', 'backend', 'back-7', 'listening'],
  );
  const { text } = await get(`http://127.0.0.1:${first.port}/message`);
  assert.match(text, /back-7/);
});

test('a setting that makes no sense ends it with a line that names it', async () => {
  const child = start({ PORT: 'http' });
  const exit = once(child, 'exit');
  const next = eventsOf(child);
  const line = await next();
  assert.deepEqual([line.level, line.event], ['error', 'configuration']);
  assert.match(line.reason, /^PORT is “http”/);
  assert.deepEqual(await exit, [1, null]);
});

// Windows has no signal that a process could take as a request to end.
if (process.platform !== 'win32') {
  test('SIGTERM ends it gracefully with exit code 0', async (t) => {
    const child = start({ PORT: '0' });
    t.after(() => child.kill('SIGKILL'));
    const next = eventsOf(child);
    await next();
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await exit, [0, null]);
    assert.equal((await next()).event, 'stopping');
    assert.equal((await next()).event, 'stopped');
  });
}
