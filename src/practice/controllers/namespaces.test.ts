import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionOf } from '../api/objects.ts';
import { pod } from '../api/testing.ts';
import { TestCluster, workload } from './testing.ts';

test('a namespace goes with all that is in it', () => {
  const shop = new TestCluster();
  shop.made('deployments.apps', workload('web', { replicas: 2 }));
  shop.made('statefulsets.apps', workload('db', { serviceName: 'db' }));
  shop.made('services', { metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } });
  shop.deleted('namespaces', 'shop');
  assert.equal(shop.find('namespaces', 'shop'), undefined);
  for (const resource of shop.api.registry.all().filter(({ namespaced }) => namespaced)) {
    assert.deepEqual(shop.api.list(resource, { namespace: 'shop' }).items, [], resource.id);
  }
  shop.close();
});

test('pods go first; while one ends nothing else does', () => {
  const shop = new TestCluster({ kubelet: false });
  shop.made('pods', pod('slow'));
  shop.made('configmaps', { metadata: { name: 'map' } });
  shop.deleted('namespaces', 'shop');
  assert.ok(shop.find('configmaps', 'map'));
  assert.equal(shop.get('namespaces', 'shop').status?.['phase'], 'Terminating');
  shop.deleted('pods', 'slow', { gracePeriodSeconds: 0 });
  assert.equal(shop.find('namespaces', 'shop'), undefined);
  shop.close();
});

test('what has a finalizer holds the namespace, which says so', () => {
  const shop = new TestCluster();
  shop.made('configmaps', { metadata: { name: 'held', finalizers: ['example.org/hold'] } });
  shop.deleted('namespaces', 'shop');
  const namespace = shop.get('namespaces', 'shop');
  assert.partialDeepStrictEqual(conditionOf(namespace, 'NamespaceContentRemaining'), {
    status: 'True',
    reason: 'SomeResourcesRemain',
    message: 'Some resources are remaining: configmaps. has 1 resource instances',
  });
  assert.partialDeepStrictEqual(conditionOf(namespace, 'NamespaceFinalizersRemaining'), {
    status: 'True',
    reason: 'SomeFinalizersRemain',
    message:
      'Some content in the namespace has finalizers remaining: example.org/hold in 1 resource instances',
  });
  shop.changed('configmaps', 'held', ({ metadata }) => {
    metadata.finalizers = [];
  });
  assert.equal(shop.find('namespaces', 'shop'), undefined);
  shop.close();
});
