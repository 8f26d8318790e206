import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import { calm, FakeCluster, node } from '../../testing/fake-cluster.ts';
import type { KubernetesProbe } from '../types.ts';
import {
  allNodesMustBeReadyToSchedule,
  getAllNodeStatusConditions,
  getNodes,
  nodesMustBeHealthy,
  verifyNodesCondition,
} from './probes.ts';

let cluster: FakeCluster;

beforeEach(() => {
  cluster = new FakeCluster();
});

function add(name: string, conditions?: Record<string, string>): void {
  const made = cluster.add('/api/v1/nodes', node(name, { zone: name }));
  if (conditions !== undefined) {
    made.status = {
      conditions: Object.entries(conditions).map(([type, status]) => ({ type, status })),
    };
  }
}

const run = (probe: KubernetesProbe, args: JsonObject = {}) =>
  probe.run(args, cluster, { signal: calm, now: () => new Date(0), log: () => undefined });

test('the list is as the API server gives it', async () => {
  add('a');
  add('b');
  const list = (await run(getNodes, { label_selector: 'zone=a' })) as JsonObject;
  assert.equal(list['kind'], 'NodeList');
  assert.deepEqual(list['metadata'], { resourceVersion: '1' });
  assert.partialDeepStrictEqual(list['items'], [{ metadata: { name: 'a' } }]);
});

test('conditions by type; a node without any has its name', async () => {
  add('a', { Ready: 'True', DiskPressure: 'False' });
  add('b');
  assert.deepEqual(await run(getAllNodeStatusConditions), [
    { name: 'a', Ready: 'True', DiskPressure: 'False' },
    { name: 'b' },
  ]);
});

test('all nodes must be ready', async () => {
  assert.equal(await run(allNodesMustBeReadyToSchedule), true);
  add('a', { Ready: 'True' });
  assert.equal(await run(allNodesMustBeReadyToSchedule), true);
  add('b', { Ready: 'Unknown' });
  assert.equal(await run(allNodesMustBeReadyToSchedule), false);
  assert.equal(await run(allNodesMustBeReadyToSchedule, { label_selector: 'zone=a' }), true);
  add('c');
  assert.equal(await run(allNodesMustBeReadyToSchedule, { label_selector: 'zone=c' }), false);
});

test('a condition must be there and as it should', async () => {
  add('a', { Ready: 'True', PIDPressure: 'False' });
  assert.equal(await run(verifyNodesCondition), true);
  const ready = { condition_type: 'Ready', condition_value: 'True' };
  assert.equal(await run(verifyNodesCondition, ready), true);
  assert.equal(await run(verifyNodesCondition, { ...ready, condition_value: 'False' }), false);
  assert.equal(await run(verifyNodesCondition, { condition_type: 'Burning' }), false);
});

test('healthy is ready without trouble, as far as is known', async () => {
  add('a', { Ready: 'True', KernelDeadlock: 'False' });
  add('b');
  assert.equal(await run(nodesMustBeHealthy), true);
  add('c', { Ready: 'True', KernelDeadlock: 'True' });
  assert.equal(await run(nodesMustBeHealthy, { label_selector: 'zone=c' }), false);
  add('d', { Ready: 'Unknown' });
  assert.equal(await run(nodesMustBeHealthy, { label_selector: 'zone=d' }), false);
  assert.equal(await run(nodesMustBeHealthy), false);
});
