import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/experiment/json.ts';
import { listAt, textAt } from '../../../src/practice/api/objects.ts';
import { condition, counts, type Lab, nameOf, type Scenario } from './lab.ts';
import { pod, template, workload } from './objects.ts';

const isOver = (objects: JsonObject[]) => objects.length === 0;
const owners = (object: JsonObject) => listAt(object, 'metadata', 'ownerReferences');

async function deployed(lab: Lab): Promise<void> {
  await lab.create('deployments', workload('web', { replicas: 2 }));
  await lab.one('deployments', 'web', (one) => counts(one, { availableReplicas: 2 }));
}

const map = (name: string, more: JsonObject = {}): JsonObject => ({ metadata: { name, ...more } });

export const deletion: Scenario[] = [
  {
    name: 'delete in the background: what it owned goes too',
    async run(lab) {
      await deployed(lab);
      await lab.remove('deployments', 'web');
      await lab.gone('deployments', 'web');
      await lab.until('replicasets', isOver);
      await lab.until('pods', isOver);
    },
  },
  {
    name: 'delete in the foreground: the owner waits, with a finalizer',
    async run(lab) {
      await deployed(lab);
      const [set] = await lab.list('replicasets');
      await lab.patch('replicasets', nameOf(set), {
        metadata: { finalizers: ['example.org/hold'] },
      });
      await lab.remove('deployments', 'web', { propagationPolicy: 'Foreground' });
      const waiting = await lab.get('deployments', 'web');
      assert.deepEqual(listAt(waiting, 'metadata', 'finalizers'), ['foregroundDeletion']);
      await lab.until('pods', isOver);
      await lab.one(
        'replicasets',
        nameOf(set),
        (one) => textAt(one, 'metadata', 'deletionTimestamp') !== '',
      );
      assert.equal(await lab.code('GET', 'deployments', 'web'), 200);
      await lab.patch('replicasets', nameOf(set), { metadata: { finalizers: [] } });
      await lab.gone('deployments', 'web');
    },
  },
  {
    name: 'delete and orphan: what it owned stays, and is taken by another',
    async run(lab) {
      await deployed(lab);
      const before = (await lab.list('pods')).map(nameOf).sort();
      await lab.remove('deployments', 'web', { propagationPolicy: 'Orphan' });
      await lab.gone('deployments', 'web');
      const [set] = await lab.until(
        'replicasets',
        ([one]) => one !== undefined && owners(one).length === 0,
      );
      assert.ok(set);
      await lab.create('deployments', workload('web', { replicas: 2 }));
      await lab.one('replicasets', nameOf(set), (one) => owners(one).length === 1);
      await lab.one('deployments', 'web', (one) => counts(one, { availableReplicas: 2 }));
      assert.deepEqual((await lab.list('pods')).map(nameOf).sort(), before);
    },
  },
  {
    name: 'a pod that nobody manages is taken, and let go when it is chosen no longer',
    async run(lab) {
      await lab.create('pods', pod('lonely', { app: 'web' }));
      await lab.create('replicasets', workload('web', { replicas: 1 }));
      const taken = await lab.one('pods', 'lonely', (one) => owners(one).length === 1);
      assert.partialDeepStrictEqual(owners(taken)[0], {
        kind: 'ReplicaSet',
        name: 'web',
        controller: true,
        blockOwnerDeletion: true,
      });
      assert.equal((await lab.list('pods')).length, 1);
      await lab.patch('pods', 'lonely', { metadata: { labels: { app: 'free' } } });
      await lab.one('pods', 'lonely', (one) => owners(one).length === 0);
      await lab.until('pods', (pods) => pods.length === 2);
    },
  },
  {
    name: 'an object whose owner is not there is removed; one with another owner stays',
    async run(lab) {
      const owner = await lab.create('configmaps', map('owner'));
      const reference = (name: string, uid: string) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name,
        uid,
      });
      const gone = reference('none', '00000000-0000-4000-8000-000000000000');
      const there = reference('owner', textAt(owner, 'metadata', 'uid'));
      await lab.create('configmaps', map('dangling', { ownerReferences: [gone] }));
      await lab.create('configmaps', map('held', { ownerReferences: [gone, there] }));
      await lab.gone('configmaps', 'dangling');
      await lab.one('configmaps', 'held', (one) => owners(one).length === 1);
      await lab.remove('configmaps', 'owner');
      await lab.gone('configmaps', 'held');
    },
  },
  {
    name: 'namespace: takes nothing new while it ends, says what holds it, and goes',
    async run(lab) {
      await deployed(lab);
      await lab.create('configmaps', map('held', { finalizers: ['example.org/hold'] }));
      await lab.remove('namespaces', lab.namespace);
      const ending = await lab.one(
        'namespaces',
        lab.namespace,
        (one) => condition(one, 'NamespaceFinalizersRemaining')['status'] === 'True',
      );
      assert.equal(textAt(ending, 'status', 'phase'), 'Terminating');
      assert.deepEqual(condition(ending, 'NamespaceContentRemaining'), {
        status: 'True',
        reason: 'SomeResourcesRemain',
        message: 'Some resources are remaining: configmaps. has 1 resource instances',
      });
      assert.deepEqual(condition(ending, 'NamespaceFinalizersRemaining'), {
        status: 'True',
        reason: 'SomeFinalizersRemain',
        message:
          'Some content in the namespace has finalizers remaining: example.org/hold in 1 resource instances',
      });
      assert.deepEqual(condition(ending, 'NamespaceDeletionContentFailure'), {
        status: 'False',
        reason: 'ContentDeleted',
        message: 'All content successfully deleted, may be waiting on finalization',
      });
      assert.equal(await lab.code('POST', 'configmaps', '', '', map('late')), 403);
      assert.deepEqual(await lab.list('pods'), []);
      await lab.patch('configmaps', 'held', { metadata: { finalizers: [] } });
      await lab.gone('namespaces', lab.namespace);
    },
  },
  {
    name: 'of the pods of a replica set the one with the lowest deletion cost goes first',
    async run(lab) {
      await lab.create('replicasets', workload('web', { replicas: 3, template: template('web') }));
      await lab.one('replicasets', 'web', (one) => counts(one, { readyReplicas: 3 }));
      const [first, second] = (await lab.list('pods')).map(nameOf).sort();
      const key = 'controller.kubernetes.io/pod-deletion-cost';
      await lab.patch('pods', second ?? '', { metadata: { annotations: { [key]: '-10' } } });
      await lab.patch('replicasets', 'web', { spec: { replicas: 2 } });
      await lab.gone('pods', second ?? '');
      await lab.told('web', `SuccessfulDelete: Deleted pod: ${second}`);
      assert.equal(await lab.code('GET', 'pods', first ?? ''), 200);
    },
  },
];
