import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listAt, textAt, valueAt } from '../api/objects.ts';
import { code, NodeBench, server } from './testing.ts';

const step = (name: string, source: string) => code(source, { name });
const shared = (container: object) => ({
  ...container,
  volumeMounts: [{ name: 'v', mountPath: '/v' }],
});
const append = (text: string) => `require('fs').appendFileSync('/v/log', '${text} ')`;

test('init containers run one after the other before the others', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('web', {
    restartPolicy: 'Never',
    volumes: [{ name: 'v' }],
    initContainers: [
      shared(step('first', append('first'))),
      shared(step('second', append('second'))),
    ],
    containers: [shared(code("console.log(require('fs').readFileSync('/v/log', 'utf8').trim())"))],
  });
  const waiting = await bench.untilPod('web', (pod) =>
    listAt(pod, 'status', 'conditions').some((one) => textAt(one, 'type') === 'Initialized'),
  );
  const initialized = listAt(waiting, 'status', 'conditions').find(
    (one) => textAt(one, 'type') === 'Initialized',
  );
  assert.deepEqual(
    [textAt(initialized, 'status'), textAt(initialized, 'message')],
    ['False', 'containers with incomplete status: [first second]'],
  );
  const pod = await bench.untilPod('web', (one) => textAt(one, 'status', 'phase') === 'Succeeded');
  assert.deepEqual(await bench.log('web'), ['first second']);
  assert.deepEqual(
    listAt(pod, 'status', 'initContainerStatuses').map((one) =>
      textAt(one, 'state', 'terminated', 'reason'),
    ),
    ['Completed', 'Completed'],
  );
});

test('an init container that may not try again fails the pod', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('web', {
    restartPolicy: 'Never',
    initContainers: [step('check', 'process.exit(1)')],
    containers: [code("console.log('never')")],
  });
  const pod = await bench.untilPod('web', (one) => textAt(one, 'status', 'phase') === 'Failed');
  const [status] = listAt(pod, 'status', 'containerStatuses');
  assert.equal(textAt(status, 'state', 'waiting', 'reason'), 'PodInitializing');
});

test('a sidecar starts before the others and ends after them', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('job', {
    restartPolicy: 'Never',
    initContainers: [
      {
        ...step('proxy', server(9000, 'from the sidecar')),
        restartPolicy: 'Always',
        startupProbe: { tcpSocket: { port: 9000 }, periodSeconds: 1 },
      },
    ],
    containers: [code("fetch('http://localhost:9000').then((r) => r.text()).then(console.log)")],
  });
  const pod = await bench.untilPod('job', (one) => textAt(one, 'status', 'phase') === 'Succeeded');
  assert.deepEqual(await bench.log('job'), ['from the sidecar']);
  const [sidecar] = listAt(pod, 'status', 'initContainerStatuses');
  assert.notEqual(valueAt(sidecar, 'state', 'terminated'), undefined);
});

test('containers of a pod share its ports', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('pair', {
    containers: [
      step('web', server(8080, 'hello')),
      code(
        `const ask = () => fetch('http://localhost:8080').then((r) => r.text()).then(console.log, () => setTimeout(ask, 10)); ask(); setInterval(() => {}, 1000)`,
      ),
    ],
  });
  await bench.untilLogged('pair', 'hello');
});
