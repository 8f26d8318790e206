import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FoundSeed, findSeed } from './seed.ts';
import { calm, FakeCluster, object } from './testing/fake-cluster.ts';

const apps = '/apis/apps/v1/namespaces/default';
const core = '/api/v1/namespaces/default';
const owned = (kind: string, name: string) => [
  { apiVersion: 'apps/v1', kind, name, uid: `uid-of-${name}`, controller: true },
];

function shop(): FakeCluster {
  const cluster = new FakeCluster();
  const labels = { app: 'back', tier: 'api' };
  cluster.add(
    `${apps}/deployments`,
    object('back', {
      metadata: {
        name: 'back',
        uid: 'u',
        resourceVersion: '7',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', team: 'a' },
      },
      spec: {
        replicas: 3,
        selector: {
          matchLabels: { app: 'back' },
          matchExpressions: [
            { key: 'tier', operator: 'In', values: ['api', 'web'] },
            { key: 'old', operator: 'DoesNotExist' },
          ],
        },
        template: {
          metadata: { labels },
          spec: { containers: [{ readinessProbe: { httpGet: { path: '/healthz' } } }] },
        },
      },
      status: { readyReplicas: 3 },
    }),
  );
  cluster.add(
    `${apps}/replicasets`,
    object('back-1', {
      metadata: {
        name: 'back-1',
        uid: 'r',
        resourceVersion: '1',
        ownerReferences: owned('Deployment', 'back'),
      },
    }),
  );
  cluster.add(
    `${core}/pods`,
    object('back-1-x', {
      metadata: {
        name: 'back-1-x',
        uid: 'p',
        resourceVersion: '1',
        labels,
        ownerReferences: owned('ReplicaSet', 'back-1'),
      },
    }),
  );
  cluster.add(`${core}/services`, object('backend', { spec: { selector: { app: 'back' } } }));
  cluster.add(`${core}/services`, object('other', { spec: { selector: { app: 'front' } } }));
  cluster.add(`${core}/services`, object('outside', { spec: { type: 'ExternalName' } }));
  return cluster;
}

const seedOf = (cluster: FakeCluster, kind: string, name: string): Promise<FoundSeed> =>
  findSeed(cluster, { kind, name, namespace: 'default' }, calm);

test('a deployment: its pods by selector, its services, and where it says that it is ready', async () => {
  const { seed, services, path } = await seedOf(shop(), 'Deployment', 'back');
  assert.deepEqual(
    [seed.kind, seed.name, seed.replicas, seed.selector],
    ['Deployment', 'back', 3, 'app=back,tier in (api,web),!old'],
  );
  assert.deepEqual(
    services.map(({ name }) => name),
    ['backend'],
  );
  assert.equal(path, '/healthz');
});

test('the manifest has nothing that the server gave', async () => {
  const { seed } = await seedOf(shop(), 'Deployment', 'back');
  assert.deepEqual(seed.manifest['metadata'], {
    namespace: 'default',
    name: 'back',
    annotations: { team: 'a' },
  });
  assert.equal(seed.manifest['status'], undefined);
  assert.equal(seed.manifest['kind'], 'Deployment');
});

test('a pod stands for the workload that manages it', async () => {
  const { seed } = await seedOf(shop(), 'Pod', 'back-1-x');
  assert.deepEqual([seed.kind, seed.name], ['Deployment', 'back']);
});

test('a pod that nothing manages is chosen by the labels that are its own', async () => {
  const cluster = new FakeCluster();
  const labels = { app: 'lone', 'pod-template-hash': 'x' };
  const metadata = { name: 'lone', uid: 'p', resourceVersion: '1', labels };
  cluster.add(`${core}/pods`, object('lone', { metadata }));
  const { seed } = await seedOf(cluster, 'Pod', 'lone');
  assert.deepEqual([seed.kind, seed.selector], ['Pod', 'app=lone']);
});

test('what is gone is said to be', async () => {
  await assert.rejects(seedOf(shop(), 'Deployment', 'gone'), { code: 'create.gone' });
});
