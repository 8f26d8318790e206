import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import { acting } from '../../testing/acting.ts';
import { FakeCluster } from '../../testing/fake-cluster.ts';
import { createNode } from './creation.ts';

let cluster: FakeCluster;

beforeEach(() => {
  cluster = new FakeCluster();
});

test('fields go by the names of the API or of Python', async () => {
  const taints = [{ key: 'x', effect: 'NoSchedule' }];
  const spellings: JsonObject[] = [
    {
      meta: { generate_name: 'n-' },
      spec: { pod_cidr: '10.0.0.0/24', pod_cidrs: ['10.0.0.0/24'], provider_id: 'here', taints },
    },
    {
      meta: { generateName: 'n-' },
      spec: { podCIDR: '10.0.0.0/24', podCIDRs: ['10.0.0.0/24'], providerID: 'here', taints },
    },
  ];
  for (const args of spellings) {
    const { changes } = await acting(cluster, createNode).plan(args);
    const body = changes[0]?.request.body as { metadata: { name: string }; spec: JsonObject };
    assert.match(body.metadata.name, /^n-\w{5}$/);
    assert.deepEqual(body.spec, {
      podCIDR: '10.0.0.0/24',
      podCIDRs: ['10.0.0.0/24'],
      providerID: 'here',
      taints,
    });
  }
});

test('a field that a node does not have is refused', async () => {
  const plan = (args: JsonObject) => acting(cluster, createNode).plan(args);
  await assert.rejects(plan({ meta: { nmae: 'a' } }), { code: 'kubernetes.node-field' });
  await assert.rejects(plan({ spec: { taint: [] } }), { code: 'kubernetes.node-field' });
  await assert.rejects(plan({ meta: 'a' }), { code: 'kubernetes.argument-type' });
});

test('it gives the node as the server has it, and undo deletes it', async () => {
  const action = acting(cluster, createNode);
  const created = await action.act({ meta: { name: 'a', labels: { zone: 'near' } } });
  assert.partialDeepStrictEqual(created, { metadata: { name: 'a', uid: 'uid-1' } });
  assert.deepEqual(action.ledger(), [['a', 'applied']]);
  const [change] = (await action.plan({ meta: { name: 'a' } })).changes;
  assert.equal(change?.inverse[0]?.path, '/api/v1/nodes/a');
  assert.equal(change?.undo.grade, 'exact');
});
