import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { acting } from '../../testing/acting.ts';
import { FakeCluster, node } from '../../testing/fake-cluster.ts';
import { cordonNode, uncordonNode } from './cordon.ts';
import { isCordoned } from './node.ts';

let cluster: FakeCluster;

beforeEach(() => {
  cluster = new FakeCluster();
  cluster.add('/api/v1/nodes', node('a', { zone: 'near' }));
  cluster.add('/api/v1/nodes', node('b', { zone: 'near' })).spec = { unschedulable: true };
  cluster.add('/api/v1/nodes', node('c'));
});

const near = { label_selector: 'zone=near' };
const cordoned = () =>
  [...cluster.objects.values()].filter(isCordoned).map(({ metadata }) => metadata.name);

test('only what is not so yet is changed, and all are named', async () => {
  const cordon = acting(cluster, cordonNode);
  assert.deepEqual(await cordon.act(near), ['a', 'b']);
  assert.deepEqual(cordon.ledger(), [['a', 'applied']]);
  assert.deepEqual(
    cordon.effects.map(({ verb, name }) => [verb, name]),
    [['patched', 'a']],
  );
  assert.deepEqual(cordoned(), ['a', 'b']);
  const uncordon = acting(cluster, uncordonNode);
  assert.deepEqual(await uncordon.act({ name: 'b' }), ['b']);
  assert.deepEqual(cordoned(), ['a']);
  assert.deepEqual(await uncordon.act({ name: 'c' }), ['c']);
  assert.deepEqual(uncordon.ledger(), [['b', 'applied']]);
});

test('a change carries the uid and what puts it back', async () => {
  const { changes } = await acting(cluster, cordonNode).plan(near);
  const [change, ...others] = changes;
  assert.deepEqual(others, []);
  const body = (unschedulable: true | null) => ({
    metadata: { uid: 'uid-of-a' },
    spec: { unschedulable },
  });
  assert.deepEqual(change?.request.body, body(true));
  assert.deepEqual(change?.inverse[0]?.body, body(null));
  assert.equal(change?.undo.grade, 'exact');
});
