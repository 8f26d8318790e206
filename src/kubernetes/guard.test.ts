import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../experiment/json.ts';
import { guarded } from './guard.ts';
import type { ApiRequest } from './objects.ts';
import type { Policies, Policy } from './policy/rules.ts';
import { calm, FakeCluster, object } from './testing/fake-cluster.ts';

const policies = (policy: Partial<Policy> = {}): Policies => ({
  userFile: 'u',
  all: [{ level: 'user', deniedNamespaces: [], readOnlyClusters: [], ...policy }],
});
const readOnly = policies({ readOnlyClusters: [{ value: 'https://fake', place: 'p' }] });

const pod = (namespace: string) => `/api/v1/namespaces/${namespace}/pods/a`;
const remove = (path: string): ApiRequest => ({ method: 'DELETE', path });

test('no mutation reaches a denied namespace, by any method; reads do', async () => {
  const cluster = new FakeCluster();
  const client = guarded(cluster, policies());
  const code = 'policy.namespace-default';
  const path = pod('kube-system');
  const mutations: ApiRequest[] = [
    remove(path),
    remove('/api/v1/namespaces/kube-system/pods?labelSelector=a'),
    remove('/api/v1/namespaces/kube-system'),
    remove('/api/v1/namespaces/kube%2Dsystem/pods/a'),
    { method: 'PATCH', path, body: {} },
    { method: 'PUT', path, body: {} },
    { method: 'POST', path: `${path}/eviction`, body: {} },
    { method: 'POST', path: '/apis/apps/v1/namespaces/kube-system/deployments', body: {} },
  ];
  for (const request of mutations) {
    await assert.rejects(client.request(request, calm), { code }, request.path);
    await assert.rejects(client.text(request, calm), { code }, request.path);
  }
  const target = { namespace: 'kube-system', pod: 'a' };
  await assert.rejects(client.exec(target, ['ls'], { signal: calm }), { code });
  assert.deepEqual(cluster.requests, []);
  cluster.add('/api/v1/namespaces/kube-system/pods', object('a'));
  await client.request({ method: 'GET', path }, calm);
  await client.request({ ...remove(path), query: { dryRun: 'All' } }, calm);
  cluster.add('/api/v1/namespaces/kube-system/pods', object('a'));
  await client.request({ ...remove(path), body: { dryRun: ['All'] } }, calm);
  // Not a rehearsal: with a body the server does not look at the query.
  const disguised = { ...remove(path), query: { dryRun: 'All' }, body: { kind: 'DeleteOptions' } };
  await assert.rejects(client.request(disguised, calm), { code });
  assert.equal((await client.list('/api/v1/pods', {}, calm)).items.length, 0);
});

test('a Chaos Mesh resource touches the namespaces its selectors name', async () => {
  const client = guarded(new FakeCluster(), policies());
  const create = (spec: JsonObject): ApiRequest => ({
    method: 'POST',
    path: '/apis/chaos-mesh.org/v1alpha1/namespaces/shop/networkchaos',
    body: { metadata: { name: 'n' }, spec },
  });
  const code = 'policy.namespace-default';
  const specs: JsonObject[] = [
    { selector: { namespaces: ['shop', 'kube-system'] } },
    { selector: { pods: { 'kube-system': ['dns'] } } },
    { target: { mode: 'all', selector: { namespaces: ['kube-system'] } } },
  ];
  for (const spec of specs) {
    await assert.rejects(client.request(create(spec), calm), { code });
  }
  await client.request(create({ selector: { namespaces: ['shop'] } }), calm);
});

test('nothing is changed in a read-only cluster, but it may be asked', async () => {
  const cluster = new FakeCluster();
  const client = guarded(cluster, readOnly);
  const code = 'policy.read-only';
  for (const path of [pod('shop'), '/api/v1/nodes/n']) {
    await assert.rejects(client.request(remove(path), calm), { code });
  }
  await assert.rejects(client.exec({ namespace: 'a', pod: 'b' }, [], { signal: calm }), { code });
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  await client.request({ method: 'POST', path, body: { spec: { resourceAttributes: {} } } }, calm);
});

test('a cluster that is not the pinned one is closed again', () => {
  const cluster = new FakeCluster();
  const pinned = policies({ pinnedCluster: { value: 'kind-*', place: 'p' } });
  assert.throws(() => guarded(cluster, pinned), { code: 'policy.pinned' });
  assert.equal(cluster.closed, true);
  assert.equal(guarded(cluster, policies()).identity, cluster.identity);
});
