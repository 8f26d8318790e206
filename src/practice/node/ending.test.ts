import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodePlatform } from '../../platform/platform.ts';
import { textAt } from '../api/objects.ts';
import { code, NodeBench, statusOf } from './testing.ts';

const stubborn =
  "process.on('SIGTERM', () => console.log('asked')); setInterval(() => {}, 1000); console.log('up')";
const polite =
  "process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); setInterval(() => {}, 1000); console.log('up')";

/** Follows the pod's log to its end. */
async function wholeLog(bench: NodeBench, name: string): Promise<string[]> {
  const signal = new AbortController().signal;
  const log = await bench.nodes.runtime.log(bench.get('pods', name), 'main', false, signal);
  const lines = log.past.map(({ text }) => text);
  for await (const { text } of log.following) {
    lines.push(text);
  }
  return lines;
}

test('a pod that is deleted is asked to end, and says how it went', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('web', { containers: [code(polite)] });
  await bench.untilLog('web', 1);
  const log = wholeLog(bench, 'web');
  bench.delete('web');
  const last = await bench.untilPod('web', (pod) => textAt(pod, 'status', 'phase') === 'Succeeded');
  assert.equal(textAt(statusOf(last), 'state', 'terminated', 'reason'), 'Completed');
  await bench.untilPod('web', (pod) => pod === undefined);
  assert.deepEqual(await log, ['up', 'bye']);
  assert.deepEqual(bench.events('web').at(-1), ['Killing', 'Stopping container main']);
});

test('one that does not end is ended when its time is over, or sooner by a second deletion', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('slow', { containers: [code(stubborn)] });
  bench.run('slower', { containers: [code(stubborn)] });
  await Promise.all([bench.untilLog('slow', 1), bench.untilLog('slower', 1)]);
  const log = wholeLog(bench, 'slow');
  bench.delete('slow', 1);
  bench.delete('slower', 3600);
  await bench.untilPod('slower', (pod) => pod?.metadata.deletionTimestamp !== undefined);
  bench.delete('slower', 1);
  await bench.untilPod('slow', (pod) => pod === undefined);
  await bench.untilPod('slower', (pod) => pod === undefined);
  assert.deepEqual(await log, ['up', 'asked']);
});

test('without grace it is gone at once, and its process too', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('slow', { containers: [code(`console.log(process.pid); ${stubborn}`)] });
  await bench.untilLog('slow', 2);
  const [pid] = await bench.log('slow');
  const log = wholeLog(bench, 'slow');
  bench.delete('slow', 0);
  await bench.untilPod('slow', (pod) => pod === undefined);
  assert.deepEqual((await log).slice(1), ['up']);
  assert.throws(() => process.kill(Number(pid), 0), { code: 'ESRCH' });
});

test('preStop comes first', async (t) => {
  const bench = await NodeBench.of(t);
  const source = `require('http').createServer((q, s) => { console.log(q.url); s.end(); }).listen(80, () => console.log('up'));
    process.on('SIGTERM', () => { console.log('bye'); process.exit(0); })`;
  const lifecycle = { preStop: { httpGet: { path: '/stop?now', port: 80 } } };
  bench.run('web', { containers: [code(source, { lifecycle })] });
  await bench.untilLog('web', 1);
  const log = wholeLog(bench, 'web');
  bench.delete('web');
  assert.deepEqual(await log, ['up', '/stop?now', 'bye']);
});

test('a postStart that fails ends the container', async (t) => {
  const bench = await NodeBench.of(t);
  const lifecycle = { postStart: { exec: { command: ['cat', '/nothing'] } } };
  bench.run('web', { containers: [code(polite, { lifecycle })] });
  await bench.untilEvent('web', 'Killing');
  const [reason, message] =
    bench.events('web').find(([one]) => one === 'FailedPostStartHook') ?? [];
  assert.equal(reason, 'FailedPostStartHook');
  assert.match(message ?? '', /No such file or directory/);
});

test('where the system has no signals the pod’s code gets them all the same', async (t) => {
  const bench = await NodeBench.of(t, { platform: { ...nodePlatform(), signals: false } });
  bench.run('web', { containers: [code(polite)] });
  await bench.untilLog('web', 1);
  const log = wholeLog(bench, 'web');
  bench.delete('web');
  assert.deepEqual(await log, ['up', 'bye']);
});
