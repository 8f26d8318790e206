import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from './complete.ts';
import { marked, offersAt, world } from './testing.ts';
import type { ClusterKind, ClusterNames, ClusterObject, World } from './world.ts';

const objects: Readonly<Partial<Record<ClusterKind, readonly ClusterObject[]>>> = {
  namespaces: [
    { name: 'default', labels: {} },
    { name: 'shop', labels: {} },
  ],
  deployments: [{ name: 'back', labels: { app: 'back' } }],
  nodes: [{ name: 'node-1', labels: { zone: 'a' } }],
  pods: [
    {
      name: 'front-6c9f7d8b5c-x2abc',
      labels: { app: 'front', 'pod-template-hash': '6c9f7d8b5c' },
      containers: ['web'],
    },
  ],
};

function around(list: ClusterNames['list']): World {
  return { ...world, cluster: { label: 'practice', list } };
}

const known = around((kind) => objects[kind]);

function call(func: string, args: string): string {
  const [module, name] = func.split('.');
  return `method:\n  - provider:\n      type: python\n      module: chaosk8s.${module}.actions\n      func: ${name}\n      arguments:\n        ${args}`;
}

const labels = (text: string, surroundings = known) => [
  ...offersAt(text, 'yaml', surroundings).keys(),
];

test('arguments offer the names that the open cluster has for them', () => {
  assert.ok(labels(call('deployment.delete_deployment', 'name: |')).includes('back'));
  assert.deepEqual(labels(call('pod.terminate_pods', 'ns: |')), ['default', 'shop']);
  assert.deepEqual(labels(call('pod.terminate_pods', 'label_selector: |')), ['app=front']);
  assert.deepEqual(labels(call('pod.terminate_pods', 'name_pattern: "|"')), ['^front-']);
  assert.deepEqual(labels(call('pod.exec_in_pods', 'container_name: |')), ['web']);
  assert.deepEqual(labels(call('node.drain_nodes', 'name: |')), ['node-1']);
  assert.deepEqual(labels(call('node.drain_nodes', 'label_selector: |')), ['zone=a']);
});

test('the namespace that is written there is looked in', () => {
  const asked: string[] = [];
  const surroundings = around((kind, namespace) => {
    asked.push(`${kind} ${namespace}`);
    return [];
  });
  labels(call('deployment.delete_deployment', 'ns: shop\n        name: |'), surroundings);
  labels(call('deployment.delete_deployment', 'name: |'), surroundings);
  assert.deepEqual(asked, ['deployments shop', 'deployments default']);
});

test('names that are still on their way make the list one to be asked for again', () => {
  const { text, offset } = marked(call('deployment.delete_deployment', 'name: |'));
  const loading = complete(
    text,
    offset,
    'yaml',
    around(() => undefined),
  );
  assert.deepEqual([loading.items.length, loading.incomplete], [0, true]);
  assert.equal(complete(text, offset, 'yaml', known).incomplete, false);
});

test('without an open cluster no names are offered', () => {
  assert.deepEqual(labels(call('deployment.delete_deployment', 'name: |'), world), []);
});
