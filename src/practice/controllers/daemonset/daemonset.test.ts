import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import { isReady, listAt, textAt } from '../../api/objects.ts';
import { writer } from '../../api/testing.ts';
import { testNode } from '../fake-kubelet.ts';
import { TestCluster, template, workload } from '../testing.ts';

const id = 'daemonsets.apps';

function cluster(spec: JsonObject = {}): TestCluster {
  const shop = new TestCluster();
  shop.made(id, workload('agent', spec));
  return shop;
}

const places = (shop: TestCluster) =>
  shop
    .pods('agent')
    .map((pod) => textAt(pod, 'spec', 'nodeName'))
    .sort();
const images = (shop: TestCluster) =>
  shop.pods('agent').map((pod) => textAt(listAt(pod, 'spec', 'containers')[0], 'image'));
const update = (shop: TestCluster, image: string, more: JsonObject = {}) =>
  shop.set(id, 'agent', ['template', 'spec', 'containers'], [{ name: 'main', image, ...more }]);

test('each node has one, also one that comes later or is cordoned', () => {
  const shop = cluster();
  assert.deepEqual(places(shop), ['node-1', 'node-2', 'node-3']);
  shop.set('nodes', 'node-1', ['unschedulable'], true);
  shop.deleted('pods', shop.names('pods')[0] ?? '');
  shop.api.create(shop.resource('nodes'), '', testNode('node-4'), writer);
  shop.settle();
  assert.deepEqual(places(shop), ['node-1', 'node-2', 'node-3', 'node-4']);
  assert.deepEqual(shop.get(id, 'agent').status, {
    currentNumberScheduled: 4,
    numberMisscheduled: 0,
    desiredNumberScheduled: 4,
    numberReady: 4,
    observedGeneration: 1,
    updatedNumberScheduled: 4,
    numberAvailable: 4,
  });
  shop.close();
});

test('a node that is not chosen has none, and loses the one it had', () => {
  const shop = cluster();
  shop.changed('nodes', 'node-2', ({ metadata }) => {
    metadata.labels = { ...metadata.labels, agents: 'yes' };
  });
  shop.set(id, 'agent', ['template', 'spec', 'nodeSelector'], { agents: 'yes' });
  assert.deepEqual(places(shop), ['node-2']);
  shop.close();
});

test('a node whose taint is not tolerated has none', () => {
  const shop = new TestCluster();
  shop.set('nodes', 'node-1', ['taints'], [{ key: 'own', effect: 'NoSchedule' }]);
  shop.made(id, workload('agent'));
  assert.deepEqual(places(shop), ['node-2', 'node-3']);
  shop.close();
});

test('an update replaces one pod after the other', () => {
  const shop = cluster();
  let fewest = 3;
  shop.api.store.subscribe('pods', () => {
    const ready = shop
      .pods('agent')
      .filter((pod) => isReady(pod) && !pod.metadata.deletionTimestamp);
    fewest = Math.min(fewest, ready.length);
  });
  update(shop, 'web:2');
  assert.deepEqual(images(shop), ['web:2', 'web:2', 'web:2']);
  assert.equal(fewest, 2);
  shop.close();
});

test('an update that does not work stops at the first pod', () => {
  const shop = cluster();
  update(shop, 'web:2', { readinessProbe: { exec: { command: ['false'] } } });
  assert.deepEqual(images(shop).sort(), ['web:1', 'web:1', 'web:2']);
  shop.close();
});

test('with a surge the new pod is there before the old one goes', () => {
  const shop = cluster({
    updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  });
  let fewest = 3;
  shop.api.store.subscribe('pods', () => {
    const ready = shop
      .pods('agent')
      .filter((pod) => isReady(pod) && !pod.metadata.deletionTimestamp);
    fewest = Math.min(fewest, ready.length);
  });
  update(shop, 'web:2');
  assert.deepEqual(images(shop), ['web:2', 'web:2', 'web:2']);
  assert.equal(fewest, 3);
  shop.close();
});

test('a pod that has failed is replaced, after ever longer waits', () => {
  const shop = new TestCluster({ nodes: 1 });
  const failing = template('agent', 'false');
  shop.made(id, workload('agent', { template: failing }));
  const failures = () =>
    shop.events('agent').filter((text) => text.startsWith('FailedDaemonPod')).length;
  assert.equal(failures(), 1);
  shop.timers.pass(1_000);
  assert.equal(failures(), 2);
  shop.timers.pass(1_500);
  assert.equal(failures(), 2);
  shop.timers.pass(1_000);
  assert.equal(failures(), 3);
  shop.close();
});
