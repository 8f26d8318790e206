import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../messages/error.ts';
import { WorkerClient } from './worker-client.ts';

const main = new URL('../worker/main.ts', import.meta.url);

function client(file: URL, trusted = true): WorkerClient {
  return new WorkerClient({ file, trusted: () => trusted, failed: () => {} });
}

test('the thread starts at the first call and leaves the globals of its host alone', async (t) => {
  const before = Object.getOwnPropertySymbols(globalThis).map(String);
  const keys = Object.getOwnPropertyNames(globalThis);
  const { fetch } = globalThis;
  const worker = client(main);
  t.after(() => worker.dispose());
  assert.equal(worker.started, false);
  assert.equal(await worker.call('run.skipPause', { handle: 'none', pauseId: 'x' }), false);
  assert.equal(worker.started, true);
  await assert.rejects(worker.call('run.view', { runId: 'never' }));
  assert.deepEqual(Object.getOwnPropertySymbols(globalThis).map(String), before);
  assert.deepEqual(Object.getOwnPropertyNames(globalThis), keys);
  assert.equal(globalThis.fetch, fetch);
});

test('without trust the thread refuses to run anything', async (t) => {
  const worker = client(main, false);
  t.after(() => worker.dispose());
  const job = { text: '{}', format: 'json', cwd: '.', options: {}, connection: {} } as const;
  await assert.rejects(worker.call('run.start', { handle: 'a', job }), {
    code: 'editor.untrusted',
  });
});

test('a thread that dies fails its calls in words, and the next call starts another', async (t) => {
  const worker = client(new URL('data:text/javascript,process.exit(3)'));
  t.after(() => worker.dispose());
  const stopped = Promise.withResolvers<void>();
  worker.onDidStop(() => stopped.resolve());
  const call = () => worker.call('run.skipPause', { handle: 'a', pauseId: 'b' });
  await assert.rejects(call(), (error) => isHumanError(error) && /exit code 3/.test(error.message));
  await stopped.promise;
  assert.equal(worker.started, false);
  await assert.rejects(call(), { code: 'editor.worker-gone' });
});

test('closing the window ends the thread, started or not', async () => {
  const worker = client(main);
  await worker.call('run.skipPause', { handle: 'a', pauseId: 'b' });
  await worker.shutdown();
  assert.equal(worker.started, false);
  await client(main).shutdown();
});

test('after the end there are no calls', async () => {
  const worker = client(main);
  worker.dispose();
  await assert.rejects(worker.call('run.skipPause', { handle: 'a', pauseId: 'b' }), {
    code: 'editor.worker-gone',
  });
});
