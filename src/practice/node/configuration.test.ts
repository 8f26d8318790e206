import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { JsonObject } from '../../experiment/json.ts';
import type { KubeObject } from '../api/objects.ts';
import { textAt } from '../api/objects.ts';
import { quantity } from '../quantity.ts';
import { expanded } from './environment.ts';
import { code, NodeBench, statusOf } from './testing.ts';

const encoded = (text: string) => Buffer.from(text).toString('base64');

async function output(bench: NodeBench, name: string, source: string, more: JsonObject, spec = {}) {
  const metadata = { labels: { app: 'x' }, annotations: { note: 'a b' } };
  bench.run(name, { restartPolicy: 'Never', containers: [code(source, more)], ...spec }, metadata);
  await bench.untilPod(name, (pod) => textAt(pod, 'status', 'phase') === 'Succeeded');
  return bench.log(name);
}

test('variables come from values, fields, resources, ConfigMaps and Secrets', async (t) => {
  const bench = await NodeBench.of(t);
  bench.create('configmaps', { metadata: { name: 'c' }, data: { color: 'red', size: '7' } });
  bench.create('secrets', { metadata: { name: 's' }, data: { key: encoded('hidden') } });
  const field = (fieldPath: string) => ({ valueFrom: { fieldRef: { fieldPath } } });
  const [line = ''] = await output(
    bench,
    'tell',
    'const { A, B, C, D, E, F, G, X_color, X_size, NONE } = process.env; console.log(JSON.stringify([A, B, C, D, E, F, G, X_color, X_size, NONE ?? null]))',
    {
      resources: { limits: { memory: '128Mi', cpu: '250m' } },
      envFrom: [{ prefix: 'X_', configMapRef: { name: 'c' } }],
      env: [
        { name: 'A', value: 'plain' },
        { name: 'B', value: '$(A)-$(X_color)-$(UNKNOWN)-$$(A)' },
        { name: 'C', ...field("metadata.labels['app']") },
        { name: 'D', ...field('spec.nodeName') },
        {
          name: 'E',
          valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } },
        },
        { name: 'F', valueFrom: { secretKeyRef: { name: 's', key: 'key' } } },
        { name: 'G', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
        {
          name: 'NONE',
          valueFrom: { configMapKeyRef: { name: 'none', key: 'x', optional: true } },
        },
      ],
    },
  );
  assert.deepEqual(JSON.parse(line), [
    'plain',
    'plain-red-$(UNKNOWN)-$(A)',
    'x',
    'practice-1',
    '128',
    'hidden',
    '1',
    'red',
    '7',
    null,
  ]);
});

test('services are named by variables, where the pod wants that', async (t) => {
  const bench = await NodeBench.of(t);
  const service = bench.create('services', {
    metadata: { name: 'my-db' },
    spec: { ports: [{ name: 'sql', port: 5432 }] },
  });
  const ip = textAt(service, 'spec', 'clusterIP');
  const source =
    'console.log(Object.keys(process.env).filter((k) => /MY_DB/.test(k)).length, process.env.MY_DB_PORT)';
  assert.deepEqual(await output(bench, 'with', source, {}), [`8 tcp://${ip}:5432`]);
  assert.deepEqual(await output(bench, 'without', source, {}, { enableServiceLinks: false }), [
    '0 undefined',
  ]);
});

test('$(NAME) and $$ are replaced as in Kubernetes', () => {
  assert.equal(expanded('$(A) $$(A) $$ $(B) $A', { A: '1' }), '1 $(A) $ $(B) $A');
});

test('quantities have units', () => {
  assert.deepEqual(
    ['128Mi', '250m', '2', '1k', 'x'].map(quantity),
    [134_217_728, 0.25, 2, 1000, 0],
  );
});

test('a container waits for the ConfigMap that it lacks', async (t) => {
  const bench = await NodeBench.of(t);
  const env = [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'late', key: 'a' } } }];
  bench.run('web', {
    restartPolicy: 'Never',
    containers: [code('console.log(process.env.A)', { env })],
  });
  const pod = await bench.untilPod(
    'web',
    (one) => textAt(statusOf(one), 'state', 'waiting', 'reason') === 'CreateContainerConfigError',
  );
  assert.equal(textAt(statusOf(pod), 'state', 'waiting', 'message'), 'configmap "late" not found');
  bench.create('configmaps', { metadata: { name: 'late' }, data: { a: 'there' } });
  await bench.untilPod('web', (one) => textAt(one, 'status', 'phase') === 'Succeeded');
  assert.deepEqual(await bench.log('web'), ['there']);
});

test('volumes hold ConfigMaps, Secrets, fields and own files; single files can be mounted', async (t) => {
  const bench = await NodeBench.of(t);
  bench.create('configmaps', { metadata: { name: 'c' }, data: { 'a.txt': 'aa', 'b.txt': 'bb' } });
  bench.create('secrets', { metadata: { name: 's' }, data: { key: encoded('hidden') } });
  const lines = await output(
    bench,
    'files',
    `const fs = require('fs'); const read = (p) => fs.readFileSync(p, 'utf8');
     console.log(fs.readdirSync('/c').join(), read('/c/a.txt'), read('/s/key'), read('/etc/one.conf'));
     console.log(read('/d/labels'), read('/p/sub/bee'), read('/p/key'));
     fs.writeFileSync('/e/x', 'mine'); console.log(read('/e/x'));
     try { fs.writeFileSync('/c/a.txt', ''); } catch (e) { console.log(e.code); }`,
    {
      volumeMounts: [
        { name: 'c', mountPath: '/c/' },
        { name: 's', mountPath: '/s', readOnly: true },
        { name: 'd', mountPath: '/d' },
        { name: 'e', mountPath: '/e' },
        { name: 'p', mountPath: '/p' },
        { name: 'c', mountPath: '/etc/one.conf', subPath: 'b.txt' },
      ],
    },
    {
      volumes: [
        { name: 'c', configMap: { name: 'c' } },
        { name: 's', secret: { secretName: 's' } },
        {
          name: 'd',
          downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] },
        },
        { name: 'e', emptyDir: {} },
        {
          name: 'p',
          projected: {
            sources: [
              { configMap: { name: 'c', items: [{ key: 'b.txt', path: 'sub/bee' }] } },
              { secret: { name: 's' } },
            ],
          },
        },
      ],
    },
  );
  assert.deepEqual(lines, [
    'a.txt,b.txt aa hidden bb',
    'app="x" bb hidden',
    'mine',
    'ERR_ACCESS_DENIED',
  ]);
});

test('what a pod writes to a claim is there for the next one, and goes with the claim', async (t) => {
  const bench = await NodeBench.of(t);
  bench.create('persistentvolumeclaims', {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
  const run = (name: string, program: string) =>
    output(
      bench,
      name,
      `const fs = require('fs'); ${program}`,
      { volumeMounts: [{ name: 'd', mountPath: '/data' }] },
      { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] },
    );
  const claims = bench.api.registry.builtIn('persistentvolumeclaims');
  const bound = (copy: KubeObject) => {
    copy.status = { phase: 'Bound' };
  };
  bench.api.change(claims, 'shop', 'data', bound, { manager: 'test', part: 'status' });
  await run('writer', "fs.writeFileSync('/data/x', 'kept');");
  assert.deepEqual(await run('reader', "console.log(fs.readFileSync('/data/x', 'utf8'))"), [
    'kept',
  ]);
  const folder = join(bench.folder, 'node', 'claims');
  assert.equal((await readdir(folder)).length, 1);
  bench.api.delete(claims, 'shop', 'data');
  while ((await readdir(folder)).length > 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
});

test('a change of a ConfigMap reaches a running pod', async (t) => {
  const bench = await NodeBench.of(t);
  bench.create('configmaps', { metadata: { name: 'c' }, data: { a: '1', gone: 'x' } });
  bench.run('web', {
    volumes: [{ name: 'c', configMap: { name: 'c' } }],
    containers: [
      code(
        `const fs = require('fs'); let last; setInterval(() => {
           const now = fs.readdirSync('/c').filter((n) => !n.includes('..')).join() + fs.readFileSync('/c/a');
           if (now !== last) console.log(last = now);
         }, 10)`,
        { volumeMounts: [{ name: 'c', mountPath: '/c' }] },
      ),
    ],
  });
  await bench.untilLog('web', 1);
  const maps = bench.api.registry.builtIn('configmaps');
  const change = (copy: KubeObject) => {
    copy['data'] = { a: '2' };
  };
  bench.api.change(maps, 'shop', 'c', change, { manager: 'test' });
  await bench.untilLogged('web', 'a2');
});

test('no path of an item leads out of its volume', async (t) => {
  const bench = await NodeBench.of(t);
  bench.create('configmaps', { metadata: { name: 'c' }, data: { key: 'value' } });
  const items = [{ key: 'key', path: '../../../out' }];
  bench.run('web', {
    containers: [code('setInterval(() => {}, 1000)')],
    volumes: [{ name: 'v', configMap: { name: 'c', items } }],
  });
  await bench.untilEvent('web', 'FailedMount');
  assert.match(JSON.stringify(bench.events('web')), /leads out of the volume/);
});

test('a volume that cannot be had keeps the pod from starting, and says why', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('late', {
    restartPolicy: 'Never',
    volumes: [{ name: 'program', configMap: { name: 'p' } }],
    containers: [
      code('', {
        command: ['node', '/app/main.mjs'],
        volumeMounts: [{ name: 'program', mountPath: '/app' }],
      }),
    ],
  });
  bench.run('host', {
    volumes: [{ name: 'h', hostPath: { path: '/' } }],
    containers: [code('0', { volumeMounts: [{ name: 'h', mountPath: '/h' }] })],
  });
  await Promise.all([
    bench.untilEvent('late', 'FailedMount'),
    bench.untilEvent('host', 'FailedMount'),
  ]);
  assert.deepEqual(bench.events('late')[0], [
    'FailedMount',
    'MountVolume.SetUp failed for volume "program" : configmap "p" not found',
  ]);
  assert.match(bench.events('host')[0]?.[1] ?? '', /no volumes of the kind hostPath/);
  bench.create('configmaps', {
    metadata: { name: 'p' },
    data: {
      'main.mjs': "import { word } from './other.mjs'; console.log(word)",
      'other.mjs': "export const word = 'hi'",
    },
  });
  await bench.untilPod('late', (pod) => textAt(pod, 'status', 'phase') === 'Succeeded');
  assert.deepEqual(await bench.log('late'), ['hi']);
});
