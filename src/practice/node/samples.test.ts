import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import type { JsonObject } from '../../experiment/json.ts';
import { type KubeObject, listAt, numberAt, textAt } from '../api/objects.ts';
import { NodeBench } from './testing.ts';

const root = join(import.meta.dirname, '../../..');
let samplesFolder: string;

before(async () => {
  samplesFolder = await mkdtemp(join(tmpdir(), 'practice-samples-'));
  await build({
    entryPoints: Object.fromEntries(
      ['backend', 'frontend-v1', 'frontend-v2'].map((name) => [
        name,
        join(root, 'sample-apps', name, 'src/main.ts'),
      ]),
    ),
    outdir: samplesFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "const require = (await import('node:module')).createRequire(import.meta.url);" },
  });
});

after(() => rm(samplesFolder, { recursive: true }));

const probe = { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 1 };

function sample(image: string, port: number): JsonObject {
  return {
    terminationGracePeriodSeconds: 5,
    containers: [
      {
        name: 'main',
        image,
        ports: [{ name: 'http', containerPort: port }],
        env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
        readinessProbe: probe,
      },
    ],
  };
}

/** What the frontend's load balancer answers, on a connection of its own. */
async function answer(service: KubeObject): Promise<{ status: number; text: string }> {
  const [ingress] = listAt(service, 'status', 'loadBalancer', 'ingress');
  const port = numberAt(listAt(ingress, 'ports')[0], 'port');
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  request({ host: textAt(ingress, 'ip'), port, path: '/', agent: false }, async (response) => {
    const text = (await response.toArray()).join('');
    resolve({ status: response.statusCode ?? 0, text });
  })
    .on('error', reject)
    .end();
  return promise;
}

test('the lesson: v1 fails with its backend, v2 answers all the same', async (t) => {
  const bench = await NodeBench.of(t, { samplesFolder });
  bench.run('back', sample('registry.example/shop/sample-backend:1', 8081));
  bench.run('front', sample('sample-frontend:v1', 8080));
  await Promise.all([bench.untilReady('back'), bench.untilReady('front')]);
  bench.expose('backend', 8081, 8081, ['back']);
  bench.expose('frontend', 80, 8080, ['front'], 'LoadBalancer');
  const service = await bench.untilService(
    'frontend',
    (one) => one.metadata.annotations !== undefined,
  );
  assert.deepEqual(await answer(service), {
    status: 200,
    text: 'Hello from the backend (back).',
  });

  bench.withdraw('backend');
  bench.delete('back');
  assert.equal((await answer(service)).status, 500);
  await bench.untilPod('back', (pod) => pod === undefined);

  bench.run('front-2', sample('sample-frontend:v2', 8080));
  await bench.untilReady('front-2');
  bench.point('frontend', 8080, ['front-2']);
  assert.deepEqual(await answer(service), { status: 200, text: "Sorry...I'm frontend." });
});
