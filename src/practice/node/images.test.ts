import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isReady, listAt, numberAt, textAt, valueAt } from '../api/objects.ts';
import { fullImageName, imageOf, inertAnnotation } from './images.ts';
import { code, NodeBench, server, statusOf } from './testing.ts';

test('images are known by the last part of their name', () => {
  assert.equal(imageOf('shop.azurecr.io/sample-backend:1')?.sample, 'backend.mjs');
  assert.equal(imageOf('localhost:5000/a/sample-frontend:v2')?.sample, 'frontend-v2.mjs');
  assert.equal(imageOf('sample-frontend:v1@sha256:00')?.sample, 'frontend-v1.mjs');
  assert.deepEqual(imageOf('node:24-alpine')?.arguments, ['node']);
  assert.deepEqual(['sample-frontend:v3', 'nginx', 'node-exporter:1'].map(imageOf), [
    undefined,
    undefined,
    undefined,
  ]);
});

test('names are told in full', () => {
  assert.equal(fullImageName('node:24'), 'docker.io/library/node:24');
  assert.equal(fullImageName('me/app'), 'docker.io/me/app:latest');
  assert.equal(fullImageName('localhost:5000/app'), 'localhost:5000/app:latest');
});

test('a container with another image waits and says why, until it gets one that there is', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('web', { containers: [{ name: 'main', image: 'nginx:1' }] });
  const pod = await bench.untilPod(
    'web',
    (one) => textAt(statusOf(one), 'state', 'waiting', 'reason') === 'ErrImagePull',
  );
  const message = textAt(statusOf(pod), 'state', 'waiting', 'message');
  assert.match(message, /no image "nginx:1": it runs only sample-backend/);
  assert.match(message, /practice.chaos-workbench.dev\/inert: "true"/);
  assert.equal(textAt(pod, 'status', 'phase'), 'Pending');
  await bench.untilPod(
    'web',
    (one) => textAt(statusOf(one), 'state', 'waiting', 'reason') === 'ImagePullBackOff',
  );
  await assert.rejects(bench.log('web'), { code: 400, message: /failing to pull image$/ });
  const pods = bench.api.registry.builtIn('pods');
  const change = (copy: { spec?: unknown }) => {
    const [container] = listAt(copy, 'spec', 'containers');
    Object.assign(container ?? {}, { image: 'node:24' });
  };
  bench.api.change(pods, 'shop', 'web', change, { manager: 'test' });
  // Node.js without a file reads its code from the input, of which there is none.
  await bench.untilPod('web', (one) => numberAt(statusOf(one), 'restartCount') > 0);
});

test('an inert pod is ready and runs nothing', async (t) => {
  const bench = await NodeBench.of(t);
  const metadata = { annotations: { [inertAnnotation]: 'true' } };
  bench.run('idle', { containers: [{ name: 'main', image: 'nginx:1' }] }, metadata);
  const pod = await bench.untilReady('idle');
  assert.equal(textAt(pod, 'status', 'phase'), 'Running');
  assert.match(textAt(pod, 'status', 'podIP'), /^10\.244\./);
  assert.deepEqual(await bench.log('idle'), []);
  await assert.rejects(bench.exec('idle', ['ls']), { code: 400, message: /inert/ });
  bench.delete('idle');
  await bench.untilPod('idle', (one) => one === undefined);
});

test('many inert pods come and go, each with an address of its own', async (t) => {
  const bench = await NodeBench.of(t);
  const metadata = { annotations: { [inertAnnotation]: 'true' } };
  const names = Array.from({ length: 300 }, (_, index) => `idle-${index}`);
  for (const name of names) {
    bench.run(name, { containers: [{ name: 'main', image: 'nginx:1' }] }, metadata);
  }
  const pods = await Promise.all(names.map((name) => bench.untilPod(name, isReady)));
  assert.equal(new Set(pods.map((pod) => textAt(pod, 'status', 'podIP'))).size, names.length);
  for (const name of names) {
    bench.delete(name);
  }
  await Promise.all(names.map((name) => bench.untilPod(name, (pod) => pod === undefined)));
});

test('only Node.js runs, and only with harmless options', async (t) => {
  const bench = await NodeBench.of(t);
  const end = async (name: string, command: string[]) => {
    bench.run(name, { restartPolicy: 'Never', containers: [code('', { command })] });
    const pod = await bench.untilPod(name, (one) => textAt(one, 'status', 'phase') === 'Failed');
    return valueAt(statusOf(pod), 'state', 'terminated');
  };
  const missing = await end('shell', ['bash', '-c', 'id']);
  assert.deepEqual([numberAt(missing, 'exitCode'), textAt(missing, 'reason')], [128, 'StartError']);
  assert.match(textAt(missing, 'message'), /exec: "bash": executable file not found in \$PATH/);
  const open = await end('open', ['node', '--allow-child-process', '-e', '0']);
  assert.match(textAt(open, 'message'), /option --allow-child-process/);
});

test('the sample image may be given a command; sleep runs', async (t) => {
  const bench = await NodeBench.of(t, {
    samples: {
      'backend.mjs': server(1, 'x').replace(
        /^.*$/,
        'console.log(process.argv[2], process.argv[1])',
      ),
    },
  });
  const run = (name: string, more: object) =>
    bench.run(name, {
      restartPolicy: 'Never',
      containers: [{ name: 'main', image: 'sample-backend:1', ...more }],
    });
  run('args', { args: ['/app/main.mjs', 'first'] });
  run('nap', { command: ['sleep', '0.01'] });
  for (const name of ['args', 'nap']) {
    await bench.untilPod(name, (one) => textAt(one, 'status', 'phase') === 'Succeeded');
  }
  assert.deepEqual(await bench.log('args'), ['first /app/main.mjs']);
});
