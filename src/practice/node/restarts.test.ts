import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type KubeObject, numberAt, textAt, valueAt } from '../api/objects.ts';
import { BackOff } from './back-off.ts';
import { code, NodeBench, server, statusOf } from './testing.ts';

const restarts = (pod: KubeObject | undefined) => numberAt(statusOf(pod), 'restartCount');
const phase = (pod: KubeObject | undefined) => textAt(pod, 'status', 'phase');
const isRunning = (pod: KubeObject | undefined) =>
  valueAt(statusOf(pod), 'state', 'running') !== undefined;

test('a process that is killed from outside is started again at once, as 137', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('web', { containers: [code(`console.log(process.pid); ${server(8080, 'x')}`)] });
  await bench.untilLog('web', 2);
  process.kill(Number((await bench.log('web'))[0]), 'SIGKILL');
  const pod = await bench.untilPod('web', (one) => restarts(one) === 1 && isRunning(one));
  const last = valueAt(statusOf(pod), 'lastState', 'terminated');
  assert.deepEqual([numberAt(last, 'exitCode'), textAt(last, 'reason')], [137, 'Error']);
  assert.deepEqual((await bench.log('web', 'main', true)).slice(1), ['listening']);
  const started = bench.events('web').filter(([reason]) => reason === 'Started');
  assert.deepEqual(started.length, 1);
});

test('a container that ends again and again waits longer each time', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('sick', { containers: [code('process.exit(3)')] });
  const pod = await bench.untilPod(
    'sick',
    (one) => textAt(statusOf(one), 'state', 'waiting', 'reason') === 'CrashLoopBackOff',
  );
  const { uid } = pod.metadata;
  assert.equal(
    textAt(statusOf(pod), 'state', 'waiting', 'message'),
    `back-off 10s restarting failed container=main pod=sick_shop(${uid})`,
  );
  assert.equal(restarts(pod), 1);
  assert.equal(numberAt(statusOf(pod), 'lastState', 'terminated', 'exitCode'), 3);
  assert.deepEqual(bench.events('sick').at(-1), [
    'BackOff',
    `Back-off restarting failed container main in pod sick_shop(${uid})`,
  ]);
  bench.delete('sick');
  await bench.untilPod('sick', (one) => one === undefined);
});

test('the wait doubles up to five minutes, and begins anew after ten minutes of running', () => {
  const backOff = new BackOff();
  const waits = [1, 1, 1, 1, 1, 1, 1, 1].map((ran) => backOff.after(ran));
  assert.deepEqual(
    waits.map((wait) => wait / 1000),
    [0, 10, 20, 40, 80, 160, 300, 300],
  );
  assert.deepEqual([backOff.after(600_000), backOff.after(1)], [0, 10_000]);
});

test('the restart policy decides what is started again, and the phase', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('fine', { restartPolicy: 'OnFailure', containers: [code('0')] });
  bench.run('lost', { restartPolicy: 'Never', containers: [code('process.exit(4)')] });
  bench.run('again', {
    restartPolicy: 'OnFailure',
    volumes: [{ name: 'v' }],
    containers: [
      code(
        "const fs = require('fs'); if (!fs.existsSync('/v/x')) { fs.writeFileSync('/v/x', ''); process.exit(1); }",
        { volumeMounts: [{ name: 'v', mountPath: '/v' }] },
      ),
    ],
  });
  const [fine, lost, again] = await Promise.all([
    bench.untilPod('fine', (one) => phase(one) === 'Succeeded'),
    bench.untilPod('lost', (one) => phase(one) === 'Failed'),
    bench.untilPod('again', (one) => phase(one) === 'Succeeded'),
  ]);
  assert.deepEqual([fine, lost, again].map(restarts), [0, 0, 1]);
  assert.equal(textAt(statusOf(fine), 'state', 'terminated', 'reason'), 'Completed');
});

test('a container that does not live is ended and started again', async (t) => {
  const bench = await NodeBench.of(t);
  const source = `let n = 0; require('http').createServer((q, s) => { s.statusCode = n++ < 1 ? 200 : 500; s.end(); }).listen(80)`;
  const livenessProbe = { httpGet: { port: 80 }, periodSeconds: 1, failureThreshold: 1 };
  bench.run('web', { containers: [code(source, { livenessProbe })] });
  await bench.untilPod('web', (one) => restarts(one) === 1);
  const reasons = bench.events('web');
  assert.deepEqual(
    reasons.filter(([reason]) => reason === 'Unhealthy' || reason === 'Killing'),
    [
      ['Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 500'],
      ['Killing', 'Container main failed liveness probe, will be restarted'],
    ],
  );
});

test('a pod that is active for too long fails', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('long', {
    activeDeadlineSeconds: 1,
    terminationGracePeriodSeconds: 1,
    containers: [code(server(80, ''))],
  });
  const pod = await bench.untilPod('long', (one) => phase(one) === 'Failed');
  assert.equal(textAt(pod, 'status', 'reason'), 'DeadlineExceeded');
});
