import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionOf } from '../../api/objects.ts';
import { pod } from '../../api/testing.ts';
import { setReady } from '../fake-kubelet.ts';
import { TestCluster, workload } from '../testing.ts';

const id = 'replicasets.apps';

function cluster(replicas: number, spec = {}): TestCluster {
  const made = new TestCluster();
  made.made(id, workload('web', { replicas, ...spec }));
  return made;
}

test('it makes the pods that are missing, and says how many are ready', () => {
  const shop = cluster(3);
  assert.equal(shop.pods('web').length, 3);
  assert.deepEqual(shop.get(id, 'web').status, {
    replicas: 3,
    fullyLabeledReplicas: 3,
    readyReplicas: 3,
    availableReplicas: 3,
    observedGeneration: 1,
    terminatingReplicas: 0,
  });
  assert.match(shop.events('web')[0] ?? '', /^SuccessfulCreate: Created pod: web-[a-z0-9]{5}$/);
  shop.close();
});

test('a pod that somebody deletes comes again', () => {
  const shop = cluster(2);
  const [first] = shop.names('pods');
  shop.deleted('pods', first ?? '');
  assert.equal(shop.pods('web').length, 2);
  assert.ok(!shop.names('pods').includes(first ?? ''));
  shop.close();
});

test('it takes a pod that nobody manages, and lets one go that it no longer chooses', () => {
  const shop = new TestCluster();
  shop.made('pods', pod('lonely', { labels: { app: 'web' } }));
  shop.made(id, workload('web', { replicas: 1 }));
  assert.deepEqual(shop.names('pods'), ['lonely']);
  assert.equal(shop.get('pods', 'lonely').metadata.ownerReferences?.[0]?.name, 'web');
  shop.changed('pods', 'lonely', ({ metadata }) => {
    metadata.labels = { app: 'other' };
  });
  assert.equal(shop.get('pods', 'lonely').metadata.ownerReferences, undefined);
  assert.equal(shop.pods('web').length, 1);
  shop.close();
});

test('one that does not work is given up before one that does, whatever its age', () => {
  const shop = cluster(3);
  const [, second] = shop.pods('web');
  assert.ok(second);
  setReady(shop.api, second, false);
  shop.set(id, 'web', ['replicas'], 2);
  assert.ok(!shop.names('pods').includes(second.metadata.name));
  shop.close();
});

test('of those that work the one with the lowest deletion cost goes first', () => {
  const shop = cluster(3);
  const [, , third] = shop.names('pods');
  shop.changed('pods', third ?? '', ({ metadata }) => {
    metadata.annotations = { 'controller.kubernetes.io/pod-deletion-cost': '-5' };
  });
  shop.set(id, 'web', ['replicas'], 2);
  assert.ok(!shop.names('pods').includes(third ?? ''));
  shop.close();
});

test('a pod is available when it has been ready for long enough', () => {
  const shop = cluster(1, { minReadySeconds: 5 });
  assert.equal(shop.get(id, 'web').status?.['availableReplicas'], undefined);
  shop.timers.pass(5_000);
  assert.equal(shop.get(id, 'web').status?.['availableReplicas'], 1);
  shop.close();
});

test('a template that the API refuses is told of, in the status too', () => {
  const shop = cluster(0);
  const create = shop.api.create.bind(shop.api);
  shop.api.create = (resource, ...rest) => {
    if (resource.id === 'pods') {
      return create(shop.resource('pods'), 'elsewhere', rest[1], rest[2]);
    }
    return create(resource, ...rest);
  };
  shop.set(id, 'web', ['replicas'], 1);
  assert.partialDeepStrictEqual(conditionOf(shop.get(id, 'web'), 'ReplicaFailure'), {
    status: 'True',
    reason: 'FailedCreate',
  });
  assert.match(shop.events('web').join(), /FailedCreate: Error creating: /);
  shop.api.create = create;
  shop.timers.pass(1_000);
  assert.equal(shop.pods('web').length, 1);
  assert.equal(shop.get(id, 'web').status?.['conditions'], undefined);
  shop.close();
});

test('many changes of many pods do not cost a look each', () => {
  const shop = cluster(300);
  shop.timers.pass(1_000);
  assert.equal(shop.get(id, 'web').status?.['readyReplicas'], 300);
  let writes = 0;
  shop.api.store.subscribe(id, () => {
    writes += 1;
  });
  for (const pod of shop.pods('web').slice(0, 20)) {
    setReady(shop.api, pod, false);
    shop.settle();
  }
  assert.ok(writes <= 1, `${writes} writes`);
  shop.timers.pass(100);
  assert.equal(shop.get(id, 'web').status?.['readyReplicas'], 280);
  shop.close();
});
