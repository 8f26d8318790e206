import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textAt } from '../api/objects.ts';
import { pod } from '../api/testing.ts';
import { TestCluster, workload } from './testing.ts';

const onNode1 = { nodeSelector: { 'kubernetes.io/hostname': 'node-1' } };

test('pods of a node that is gone are replaced after a while', () => {
  const shop = new TestCluster();
  shop.made('replicasets.apps', workload('web', { replicas: 3 }));
  shop.deleted('nodes', 'node-1');
  shop.timers.pass(39_000);
  assert.ok(shop.pods('web').some((one) => textAt(one, 'spec', 'nodeName') === 'node-1'));
  shop.timers.pass(2_000);
  const nodes = shop.pods('web').map((one) => textAt(one, 'spec', 'nodeName'));
  assert.equal(nodes.length, 3);
  assert.ok(!nodes.includes('node-1'));
  shop.close();
});

test('a pod that is deleted is gone at once where its node is', () => {
  const shop = new TestCluster({ kubelet: false });
  shop.made('pods', pod('lost', { spec: onNode1 }));
  shop.deleted('nodes', 'node-1');
  shop.deleted('pods', 'lost');
  assert.equal(shop.find('pods', 'lost'), undefined);
  shop.close();
});

test('a node that comes back in time keeps its pods', () => {
  const shop = new TestCluster();
  const node = shop.get('nodes', 'node-1');
  shop.made('pods', pod('kept', { spec: onNode1 }));
  shop.deleted('nodes', 'node-1');
  shop.timers.pass(10_000);
  const { apiVersion, kind, status = {} } = node;
  const { name, labels = {} } = node.metadata;
  shop.create('nodes', { apiVersion, kind, metadata: { name, labels }, status });
  shop.timers.pass(60_000);
  assert.ok(shop.find('pods', 'kept'));
  shop.close();
});
