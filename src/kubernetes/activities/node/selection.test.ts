import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import { calm, FakeCluster, node, object } from '../../testing/fake-cluster.ts';
import { readerOf } from '../common/reader.ts';
import type { PlanContext } from '../types.ts';
import { drawNodes, matchingNodes, nodesUnscoped, toSelectNodes } from './selection.ts';

let cluster: FakeCluster;

beforeEach(() => {
  cluster = new FakeCluster();
  for (const name of ['a', 'b', 'c']) {
    cluster.add('/api/v1/nodes', node(name, { zone: name === 'c' ? 'far' : 'near' }));
  }
});

const context: PlanContext = {
  signal: calm,
  runId: 'r',
  allowUnscoped: false,
  preferred: new Set(),
  random: Math.random,
  now: () => new Date(0),
  readText: async () => '',
};

async function names(args: JsonObject, allowUnscoped = false): Promise<string[]> {
  const found = await matchingNodes(args, readerOf(cluster), { ...context, allowUnscoped });
  return found.map(({ metadata }) => metadata.name);
}

function pod(name: string, nodeName: string) {
  const made = object(name, { spec: { nodeName } });
  made.metadata.labels = { app: 'web' };
  return cluster.add('/api/v1/namespaces/shop/pods', made);
}

test('by name, by label, or by both', async () => {
  assert.deepEqual(await names({ name: 'b' }), ['b']);
  assert.deepEqual(await names({ label_selector: 'zone=near' }), ['a', 'b']);
  assert.deepEqual(await names({ name: 'b', label_selector: 'zone=near' }), ['b']);
});

test('by the pods on it, each node once', async () => {
  pod('web-0', 'b');
  pod('web-1', 'b');
  pod('web-2', 'c');
  const byPods = { pod_label_selector: 'app=web', pod_namespace: 'shop' };
  assert.deepEqual(await names(byPods), ['b', 'c']);
  assert.deepEqual(await names({ ...byPods, label_selector: 'zone=near' }), ['b']);
});

test('none that matches is a failure', async () => {
  const missing: JsonObject[] = [
    { name: 'x' },
    { name: 'a', label_selector: 'zone=far' },
    { pod_label_selector: 'app=web', pod_namespace: 'shop' },
  ];
  for (const args of missing) {
    await assert.rejects(names(args), { code: 'kubernetes.no-nodes' });
  }
});

test('what would mean every node is refused, unless the run allows it', async () => {
  const everything: JsonObject[] = [
    {},
    { name: '', label_selector: null },
    { pod_namespace: 'shop' },
    { pod_label_selector: 'app=web' },
    { pod_label_selector: 'app=web', pod_namespace: '' },
  ];
  for (const args of everything) {
    assert.equal(nodesUnscoped(args), true, JSON.stringify(args));
    await assert.rejects(names(args), { code: 'kubernetes.unscoped-nodes' });
    assert.deepEqual(await names(args, true), ['a', 'b', 'c']);
  }
});

test('a selector of pods without their namespace is not passed over', async () => {
  const args = { label_selector: 'zone=near', pod_label_selector: 'app=web' };
  await assert.rejects(names(args), { code: 'kubernetes.unscoped-nodes' });
});

test('pods are read only where they are asked for', () => {
  const resources = (args: JsonObject) =>
    toSelectNodes(args).map(({ resource, namespace }) => [resource, namespace]);
  assert.deepEqual(resources({ pod_label_selector: 'a=b' }), [['nodes', undefined]]);
  assert.deepEqual(resources({ pod_label_selector: 'a=b', pod_namespace: 'shop' }), [
    ['nodes', undefined],
    ['pods', 'shop'],
  ]);
});

test('each node is drawn once', () => {
  const all = [node('a'), node('b'), node('c')];
  for (const count of [0, 1, 2, 3, 5, -1]) {
    const { nodes, matched } = drawNodes(all, count, context);
    const wanted = Math.min(Math.max(0, count), 3);
    assert.equal(new Set(nodes).size, wanted);
    assert.equal(nodes.length, wanted);
    assert.equal(matched, 3);
  }
});
