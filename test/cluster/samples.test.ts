import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chaosWorkbench, deploy, type Place, podsOf } from './lesson-support.ts';
import { clusterProgram, newNamespace, runClusterProgram, testCluster } from './support.ts';

const cluster = testCluster();

const kinds = {
  deployments: '/apis/apps/v1',
  services: '/api/v1',
  configmaps: '/api/v1',
  pods: '/api/v1',
};

/** `kind/name` of what is in a namespace, without what every namespace has. */
async function names({ namespace }: Place): Promise<string[]> {
  const lists = await Promise.all(
    Object.entries(kinds).map(async ([kind, root]) =>
      (await cluster.list(`${root}/namespaces/${namespace}/${kind}`)).map(
        ({ metadata }) => `${kind}/${metadata.name}`,
      ),
    ),
  );
  return lists.flat().filter((name) => name !== 'configmaps/kube-root-ca.crt');
}

const create = ({ namespace }: Place, kind: keyof typeof kinds, body: object) =>
  cluster.api('POST', `${kinds[kind]}/namespaces/${namespace}/${kind}`, body);

suite('samples on a cluster', { concurrency: true }, () => {
  test('removing takes away exactly what was created', async (t) => {
    const place = { cluster, namespace: await newNamespace(cluster, 'samples', t) };
    const labels = {
      'app.kubernetes.io/managed-by': 'chaos-workbench',
      'app.kubernetes.io/part-of': 'chaos-workbench-samples',
    };
    await create(place, 'configmaps', { metadata: { name: 'labelled-alike', labels } });
    await create(place, 'services', {
      metadata: { name: 'other' },
      spec: { ports: [{ port: 80 }], selector: { app: 'front' } },
    });
    const before = await names(place);
    await deploy(place, 'v1');
    assert.ok((await names(place)).length > before.length);

    const args = ['samples', 'remove', '--namespace', place.namespace];
    const { code, out } = await chaosWorkbench(place, args);
    assert.equal(code, 0);
    assert.match(out, /Deployment back removed/);
    assert.deepEqual(await names(place), before);
    assert.match((await chaosWorkbench(place, args)).out, /There are no samples in namespace/);
  });

  test('deploying again leaves running pods alone; another frontend replaces only its own', async (t) => {
    const place = { cluster, namespace: await newNamespace(cluster, 'samples', t) };
    await deploy(place, 'v1');
    const [back, front] = [await podsOf(place, 'back'), await podsOf(place, 'front')];
    await deploy(place, 'v1');
    assert.deepEqual(await podsOf(place, 'front'), front);
    await deploy(place, 'v2');
    assert.deepEqual(await podsOf(place, 'back'), back);
    const old = new Set(front.map(({ uid }) => uid));
    const now = await podsOf(place, 'front');
    assert.equal(now.length, 2);
    assert.ok(now.every(({ uid }) => !old.has(uid)));
  });

  test('what someone else created is refused, and nothing is created beside it', async (t) => {
    const place = { cluster, namespace: await newNamespace(cluster, 'samples', t) };
    await create(place, 'services', {
      metadata: { name: 'frontend' },
      spec: { ports: [{ port: 80 }] },
    });
    const args = ['samples', 'deploy', '--namespace', place.namespace];
    const { code, err } = await chaosWorkbench(place, args);
    assert.equal(code, 1);
    assert.match(err, /Service frontend in namespace \S+ was not created by “samples deploy”/);
    assert.deepEqual(await names(place), ['services/frontend']);
  });

  test('an image that can’t be pulled is named with its pod', async (t) => {
    const place = { cluster, namespace: await newNamespace(cluster, 'samples', t) };
    const image = 'registry.invalid/nobody/has-this:1';
    const args = ['samples', 'deploy', '--namespace', place.namespace, '--backend-image', image];
    const { code, err } = await chaosWorkbench(place, args);
    assert.equal(code, 1);
    assert.match(err, /Pod back-\S+ can’t start: ImagePullBackOff: .*registry\.invalid/);
  });

  if (clusterProgram) {
    test('who may not create is told what is missing', async (t) => {
      const place = { cluster, namespace: await newNamespace(cluster, 'samples', t) };
      const viewer = (await runClusterProgram('kubeconfig', 'viewer')).trim();
      const args = ['samples', 'deploy', '--namespace', place.namespace, '--kubeconfig', viewer];
      const { code, err } = await chaosWorkbench(place, args);
      assert.equal(code, 1);
      assert.match(err, /may not create configmaps in namespace/);
      assert.deepEqual(await names(place), []);
    });
  }

  test('a namespace that does not exist is said', async () => {
    const place = { cluster, namespace: 'no-such-namespace' };
    const args = ['samples', 'deploy', '--namespace', place.namespace];
    const { code, err } = await chaosWorkbench(place, args);
    assert.equal(code, 1);
    assert.match(err, /There is no namespace no-such-namespace on this cluster/);
  });
});
