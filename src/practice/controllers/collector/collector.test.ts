import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestCluster, workload } from '../testing.ts';

const deployments = 'deployments.apps';
const sets = 'replicasets.apps';

function cluster(): TestCluster {
  const shop = new TestCluster();
  shop.made(deployments, workload('web', { replicas: 2 }));
  return shop;
}

test('background: the owner goes at once, what it owned after it', () => {
  const shop = cluster();
  const [set] = shop.names(sets);
  shop.api.delete(shop.resource(deployments), 'shop', 'web');
  assert.equal(shop.find(deployments, 'web'), undefined);
  assert.ok(shop.find(sets, set ?? ''));
  shop.settle();
  assert.deepEqual(shop.names(sets), []);
  assert.deepEqual(shop.names('pods'), []);
  shop.close();
});

test('foreground: the owner stays until what blocks it is gone', () => {
  const shop = cluster();
  const order: string[] = [];
  for (const id of [deployments, sets, 'pods']) {
    shop.api.store.subscribe(id, ({ type, object }) => {
      if (type === 'DELETED') {
        order.push(object.kind);
      }
    });
  }
  shop.deleted(deployments, 'web', { propagationPolicy: 'Foreground' });
  assert.deepEqual(order, ['Pod', 'Pod', 'ReplicaSet', 'Deployment']);
  shop.close();
});

test('orphan: what it owned stays, without the reference', () => {
  const shop = cluster();
  shop.deleted(deployments, 'web', { propagationPolicy: 'Orphan' });
  assert.equal(shop.find(deployments, 'web'), undefined);
  const [set] = shop.all(sets);
  assert.equal(set?.metadata.ownerReferences, undefined);
  assert.equal(shop.pods('web').length, 2);
  shop.close();
});

test('an orphaned replica set is taken by a deployment of the same template', () => {
  const shop = cluster();
  const pods = shop.names('pods');
  shop.deleted(deployments, 'web', { propagationPolicy: 'Orphan' });
  shop.made(deployments, workload('web', { replicas: 2 }));
  assert.deepEqual(shop.names('pods'), pods);
  assert.equal(shop.all(sets)[0]?.metadata.ownerReferences?.[0]?.name, 'web');
  shop.close();
});

const owner = (name: string, uid: string, block = false) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  name,
  uid,
  blockOwnerDeletion: block,
});

test('an object whose owner never was is removed', () => {
  const shop = new TestCluster();
  shop.made('configmaps', {
    metadata: { name: 'child', ownerReferences: [owner('none', 'no-such-uid')] },
  });
  assert.equal(shop.find('configmaps', 'child'), undefined);
  shop.close();
});

test('an object with another owner stays, and loses the reference to the one that is gone', () => {
  const shop = new TestCluster();
  const [one, two] = ['one', 'two'].map((name) => shop.made('configmaps', { metadata: { name } }));
  const references = [one, two].map((each) =>
    owner(each?.metadata.name ?? '', each?.metadata.uid ?? ''),
  );
  shop.made('configmaps', { metadata: { name: 'child', ownerReferences: references } });
  shop.deleted('configmaps', 'one');
  const child = shop.get('configmaps', 'child');
  assert.deepEqual(
    child.metadata.ownerReferences?.map(({ name }) => name),
    ['two'],
  );
  shop.close();
});

test('an object of a definition is owned like any other', () => {
  const shop = new TestCluster();
  shop.made('customresourcedefinitions.apiextensions.k8s.io', {
    metadata: { name: 'toys.example.org' },
    spec: {
      group: 'example.org',
      scope: 'Namespaced',
      names: { plural: 'toys', kind: 'Toy' },
      versions: [{ name: 'v1', served: true, storage: true, schema: {} }],
    },
  });
  const toys = shop.api.registry.find('example.org', 'v1', 'toys');
  assert.ok(toys);
  const parent = shop.made('configmaps', { metadata: { name: 'parent' } });
  const child = {
    apiVersion: 'example.org/v1',
    kind: 'Toy',
    metadata: { name: 'child', ownerReferences: [owner('parent', parent.metadata.uid)] },
  };
  shop.api.create(toys, 'shop', child as never, { manager: 'test' });
  shop.settle();
  assert.ok(shop.api.find(toys, 'shop', 'child'));
  shop.deleted('configmaps', 'parent');
  assert.equal(shop.api.find(toys, 'shop', 'child'), undefined);
  shop.close();
});
