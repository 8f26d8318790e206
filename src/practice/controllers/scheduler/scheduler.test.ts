import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import { conditionOf, textAt } from '../../api/objects.ts';
import { pod } from '../../api/testing.ts';
import { testNode } from '../fake-kubelet.ts';
import { TestCluster, workload } from '../testing.ts';
import { thousandths } from './quantities.ts';

const cluster = () => new TestCluster();

const place = (shop: TestCluster, name: string) =>
  textAt(shop.get('pods', name), 'spec', 'nodeName');

/** Creates a pod and says where it is, or why nowhere. */
function placed(
  shop: TestCluster,
  name: string,
  spec: JsonObject,
  labels: JsonObject = {},
): string {
  const made = shop.made('pods', pod(name, { spec, labels }));
  return place(shop, name) || textAt(conditionOf(made, 'PodScheduled'), 'message');
}

const refused = (reasons: string, preemption: string) =>
  `0/3 nodes are available: ${reasons}. no new claims to deallocate, preemption: 0/3 nodes are available: ${preemption}.`;
const hopeless = '3 Preemption is not helpful for scheduling';

test('quantities are read in thousandths', () => {
  assert.deepEqual(
    ['100m', '2', '1.5', '1Ki', '128Mi', '2e3', '0.1', 'x'].map(thousandths),
    [100, 2_000, 1_500, 1_024_000, 134_217_728_000, 2_000_000, 100, 0],
  );
});

test('pods of one kind are spread over the nodes', () => {
  const shop = cluster();
  shop.made('replicasets.apps', workload('web', { replicas: 6 }));
  const counts = Map.groupBy(shop.pods('web'), (one) => textAt(one, 'spec', 'nodeName'));
  assert.deepEqual(
    [...counts.values()].map((pods) => pods.length),
    [2, 2, 2],
  );
  shop.close();
});

test('a pod that has found a node says so, in its conditions and by an event', () => {
  const shop = cluster();
  const node = placed(shop, 'a', {});
  assert.equal(textAt(conditionOf(shop.get('pods', 'a'), 'PodScheduled'), 'status'), 'True');
  assert.ok(shop.events('a').includes(`Scheduled: Successfully assigned shop/a to ${node}`));
  shop.close();
});

test('a cordoned node takes no pod, and has the taint that says so', () => {
  const shop = cluster();
  for (const name of ['node-1', 'node-2']) {
    shop.set('nodes', name, ['unschedulable'], true);
  }
  assert.partialDeepStrictEqual(shop.get('nodes', 'node-1').spec, {
    taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }],
  });
  assert.equal(placed(shop, 'a', {}), 'node-3');
  shop.set('nodes', 'node-3', ['unschedulable'], true);
  assert.equal(placed(shop, 'b', {}), refused('3 node(s) were unschedulable', hopeless));
  assert.match(shop.events('b').join(), /^FailedScheduling: 0\/3 nodes are available/);
  shop.set('nodes', 'node-2', ['unschedulable'], false);
  assert.deepEqual(shop.get('nodes', 'node-2').spec?.['taints'], undefined);
  shop.timers.pass(2_000);
  assert.equal(place(shop, 'b'), 'node-2');
  shop.close();
});

test('taints keep pods away that do not tolerate them', () => {
  const shop = cluster();
  for (const name of ['node-1', 'node-2', 'node-3']) {
    shop.set('nodes', name, ['taints'], [{ key: 'only', value: 'db', effect: 'NoSchedule' }]);
  }
  assert.equal(placed(shop, 'a', {}), refused('3 node(s) had untolerated taint(s)', hopeless));
  const tolerations = [{ key: 'only', value: 'db', effect: 'NoSchedule' }];
  assert.match(placed(shop, 'b', { tolerations }), /^node-/);
  shop.close();
});

test('selectors and affinity to nodes choose', () => {
  const shop = cluster();
  const key = 'kubernetes.io/hostname';
  assert.equal(placed(shop, 'a', { nodeSelector: { [key]: 'node-2' } }), 'node-2');
  const required = (operator: string, values: string[]) => ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key, operator, values }] }],
        },
      },
    },
  });
  assert.equal(placed(shop, 'b', required('NotIn', ['node-1', 'node-2'])), 'node-3');
  assert.equal(
    placed(shop, 'c', required('In', ['nowhere'])),
    refused("3 node(s) didn't match Pod's node affinity/selector", hopeless),
  );
  shop.close();
});

test('requests have to fit', () => {
  const shop = cluster();
  const asking = (requests: JsonObject) => ({
    containers: [{ name: 'main', image: 'web:1', resources: { requests } }],
  });
  for (const name of ['a', 'b', 'c']) {
    assert.match(placed(shop, name, asking({ cpu: '3' })), /^node-/);
  }
  assert.equal(
    placed(shop, 'd', asking({ cpu: '2' })),
    refused('3 Insufficient cpu', '3 No preemption victims found for incoming pod'),
  );
  assert.equal(
    placed(shop, 'e', asking({ cpu: '9', memory: '90Gi' })),
    refused('3 Insufficient cpu, 3 Insufficient memory', hopeless),
  );
  shop.deleted('pods', 'a');
  shop.timers.pass(2_000);
  assert.match(place(shop, 'd'), /^node-/);
  shop.close();
});

const near = (kind: 'podAffinity' | 'podAntiAffinity', app: string) => ({
  affinity: {
    [kind]: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app } } },
      ],
    },
  },
});

test('pods that want to be together are, and those that do not are not', () => {
  const shop = cluster();
  assert.equal(
    placed(shop, 'lonely', near('podAffinity', 'db')),
    refused("3 node(s) didn't match pod affinity rules", hopeless),
  );
  const node = placed(shop, 'db', {}, { app: 'db' });
  assert.equal(placed(shop, 'beside', near('podAffinity', 'db')), node);
  for (const name of ['one', 'two', 'three']) {
    placed(shop, name, near('podAntiAffinity', 'web'), { app: 'web' });
  }
  assert.equal(new Set(['one', 'two', 'three'].map((name) => place(shop, name))).size, 3);
  assert.equal(
    placed(shop, 'four', near('podAntiAffinity', 'web'), { app: 'web' }),
    refused(
      "3 node(s) didn't match pod anti-affinity rules",
      '3 No preemption victims found for incoming pod',
    ),
  );
  shop.close();
});

test('a node that is not known to be ready takes no pod', () => {
  const shop = new TestCluster({ nodes: 0 });
  const { metadata, spec = {} } = testNode('ghost');
  shop.create('nodes', { metadata: { name: metadata.name }, spec });
  shop.settle();
  assert.match(placed(shop, 'a', {}), /1 node\(s\) had untolerated taint\(s\)/);
  shop.close();
});

test('a pod waits for its claim', () => {
  const shop = cluster();
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
  assert.equal(
    placed(shop, 'a', { volumes }),
    '0/3 nodes are available: persistentvolumeclaim "data" not found. not found',
  );
  shop.made('persistentvolumeclaims', {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
  shop.timers.pass(2_000);
  assert.match(place(shop, 'a'), /^node-/);
  assert.equal(shop.get('persistentvolumeclaims', 'data').status?.['phase'], 'Bound');
  shop.close();
});

test('no nodes, no place', () => {
  const shop = new TestCluster({ nodes: 0 });
  assert.equal(placed(shop, 'a', {}), 'no nodes available to schedule pods');
  shop.close();
});
