import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { targetsOf } from '../../plan.ts';
import { acting } from '../../testing/acting.ts';
import { answered, FakeCluster, node, object } from '../../testing/fake-cluster.ts';
import { deleteNodes } from './deletion.ts';

let cluster: FakeCluster;
const near = { label_selector: 'zone=near' };

beforeEach(() => {
  cluster = new FakeCluster();
  for (const name of ['a', 'b', 'c']) {
    cluster.add('/api/v1/nodes', node(name, { zone: 'near' }));
  }
  cluster.add('/api/v1/nodes', node('d'));
});

async function chosen(args: object, random = Math.random): Promise<string[]> {
  const plan = await acting(cluster, deleteNodes, { random }).plan({ ...near, ...args });
  return targetsOf(plan).map(({ name }) => name);
}

test('the first node, some at random, or all that match', async () => {
  assert.deepEqual(await chosen({}), ['a']);
  assert.deepEqual(await chosen({ count: 0 }), ['a']);
  assert.deepEqual(await chosen({ rand: true, count: 2 }, () => 0.99), ['c']);
  assert.deepEqual((await chosen({ count: 2 })).length, 2);
  assert.deepEqual((await chosen({ count: 9 })).sort(), ['a', 'b', 'c']);
  assert.deepEqual(await chosen({ all: true, count: 1, rand: true }), ['a', 'b', 'c']);
  await assert.rejects(chosen({ count: 1.5 }), { code: 'kubernetes.argument-type' });
});

test('all nodes of the cluster only if the run allows it', async () => {
  const action = acting(cluster, deleteNodes);
  await assert.rejects(action.act({ all: true }), { code: 'kubernetes.unscoped-nodes' });
  const allowed = acting(cluster, deleteNodes, { allowUnscoped: true });
  assert.deepEqual(await allowed.act({ all: true }), ['a', 'b', 'c', 'd']);
  assert.equal(cluster.objects.size, 0);
});

test('the uid is named, and undo registers the node again', async () => {
  const action = acting(cluster, deleteNodes);
  const plan = await action.plan({ ...near, grace_period_seconds: 5 });
  const [change] = plan.changes;
  assert.partialDeepStrictEqual(change?.request.body, {
    preconditions: { uid: 'uid-of-a' },
    gracePeriodSeconds: 5,
  });
  assert.equal(change?.undo.grade, 'partial');
  assert.partialDeepStrictEqual(change?.inverse[0], {
    path: '/api/v1/nodes',
    body: { metadata: { name: 'a', labels: { zone: 'near' } } },
  });
});

test('pods on the node are told of, where they may be listed', async () => {
  cluster.add('/api/v1/namespaces/shop/pods', object('web', { spec: { nodeName: 'a' } }));
  const warnings = async () => (await acting(cluster, deleteNodes).plan(near)).warnings;
  const args = { name: 'a', count: 1 };
  assert.deepEqual(await warnings(), [{ code: 'kubernetes.warn-node-pods', args }]);
  cluster.before = ({ path }) => {
    if (path === '/api/v1/pods') {
      throw answered('kubernetes.forbidden-plain', 403);
    }
  };
  assert.deepEqual(await warnings(), []);
});
