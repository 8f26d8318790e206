import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/experiment/json.ts';
import { listAt, objectAt, textAt, valueAt } from '../../../src/practice/api/objects.ts';
import { condition, counts, type Lab, nameOf, type Scenario } from './lab.ts';
import { neverReady, template, workload } from './objects.ts';

const set = (spec: JsonObject = {}): JsonObject =>
  workload('db', { serviceName: 'db', replicas: 2, ...spec });

const isDone = (replicas: number) => (one: JsonObject) =>
  counts(one, { replicas, readyReplicas: replicas, updatedReplicas: replicas }) &&
  textAt(one, 'status', 'currentRevision') === textAt(one, 'status', 'updateRevision');

/** The value of the environment variable by which pods of two templates are told apart. */
async function versions(lab: Lab): Promise<Record<string, string>> {
  const pods = await lab.list('pods');
  return Object.fromEntries(
    pods.map((one) => {
      const [main] = listAt(one, 'spec', 'containers');
      return [nameOf(one), textAt(listAt(main, 'env')[0], 'value')];
    }),
  );
}

const second = template('db', { env: [{ name: 'V', value: '2' }] });

/** Name of a node that takes pods. */
async function goodNode(lab: Lab): Promise<string> {
  const nodes = await lab.list('nodes');
  const found = nodes.find(
    (one) =>
      condition(one, 'Ready')['status'] === 'True' && listAt(one, 'spec', 'taints').length === 0,
  );
  return nameOf(found);
}

export const sets: Scenario[] = [
  {
    name: 'stateful set: numbered pods one after the other, their labels, host names and events',
    async run(lab) {
      await lab.create('statefulsets', set());
      const object = await lab.one('statefulsets', 'db', isDone(2));
      const revision = textAt(object, 'status', 'updateRevision');
      assert.deepEqual(objectAt(object, 'status'), {
        observedGeneration: 1,
        replicas: 2,
        readyReplicas: 2,
        currentReplicas: 2,
        updatedReplicas: 2,
        availableReplicas: 2,
        currentRevision: revision,
        updateRevision: revision,
        collisionCount: 0,
      });
      assert.deepEqual((await lab.list('pods')).map(nameOf), ['db-0', 'db-1']);
      assert.partialDeepStrictEqual(await lab.get('pods', 'db-1'), {
        metadata: {
          generateName: 'db-',
          labels: {
            app: 'db',
            'apps.kubernetes.io/pod-index': '1',
            'controller-revision-hash': revision,
            'statefulset.kubernetes.io/pod-name': 'db-1',
          },
        },
        spec: { hostname: 'db-1', subdomain: 'db' },
      });
      const record = await lab.get('controllerrevisions', revision);
      assert.equal(record['revision'], 1);
      assert.equal(
        textAt(record, 'metadata', 'labels', 'controller.kubernetes.io/hash'),
        revision.slice('db-'.length),
      );
      assert.equal(valueAt(record, 'data', 'spec', 'template', '$patch'), 'replace');
      await lab.told(
        'db',
        'SuccessfulCreate: Create Pod db-0 in StatefulSet db successful',
        'SuccessfulCreate: Create Pod db-1 in StatefulSet db successful',
      );
    },
  },
  {
    name: 'stateful set: one that is not ready holds the next; in parallel it does not',
    async run(lab) {
      await lab.create('statefulsets', set({ template: template('db', neverReady) }));
      await lab.one('pods', 'db-0', (one) => textAt(one, 'status', 'phase') === 'Running');
      await lab.create('statefulsets', {
        ...workload('all', { podManagementPolicy: 'Parallel', replicas: 2, serviceName: 'all' }),
      });
      await lab.one('statefulsets', 'all', isDone(2));
      assert.deepEqual((await lab.list('pods')).map(nameOf), ['all-0', 'all-1', 'db-0']);
    },
  },
  {
    name: 'stateful set: an update to its partition, then to the end, then fewer',
    async run(lab) {
      await lab.create('statefulsets', set());
      const before = await lab.one('statefulsets', 'db', isDone(2));
      const updateStrategy = { rollingUpdate: { partition: 1 } };
      await lab.patch('statefulsets', 'db', { spec: { template: second, updateStrategy } });
      const half = await lab.one('statefulsets', 'db', (one) =>
        counts(one, { updatedReplicas: 1, currentReplicas: 1, readyReplicas: 2 }),
      );
      assert.equal(
        textAt(half, 'status', 'currentRevision'),
        textAt(before, 'status', 'currentRevision'),
      );
      assert.deepEqual(await versions(lab), { 'db-0': '', 'db-1': '2' });
      await lab.patch('statefulsets', 'db', {
        spec: { updateStrategy: { rollingUpdate: { partition: 0 } } },
      });
      await lab.one('statefulsets', 'db', isDone(2));
      assert.deepEqual(await versions(lab), { 'db-0': '2', 'db-1': '2' });
      await lab.patch('statefulsets', 'db', { spec: { replicas: 1 } }, '/scale');
      await lab.gone('pods', 'db-1');
      await lab.told('db', 'SuccessfulDelete: Delete Pod db-1 in StatefulSet db successful');
    },
  },
  {
    name: 'stateful set: on delete only',
    async run(lab) {
      await lab.create('statefulsets', set({ updateStrategy: { type: 'OnDelete' } }));
      await lab.one('statefulsets', 'db', (one) => counts(one, { readyReplicas: 2 }));
      await lab.patch('statefulsets', 'db', { spec: { template: second } });
      await lab.one('statefulsets', 'db', (one) => counts(one, { observedGeneration: 2 }));
      await lab.remove('pods', 'db-1');
      await lab.one('statefulsets', 'db', (one) =>
        counts(one, { updatedReplicas: 1, readyReplicas: 2, replicas: 2 }),
      );
      assert.deepEqual(await versions(lab), { 'db-0': '', 'db-1': '2' });
    },
  },
  {
    name: 'stateful set: claims of its templates, and to whom they belong',
    async run(lab) {
      await lab.create(
        'statefulsets',
        set({
          replicas: 1,
          persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
          volumeClaimTemplates: [
            {
              metadata: { name: 'data' },
              spec: {
                accessModes: ['ReadWriteOnce'],
                resources: { requests: { storage: '1Gi' } },
              },
            },
          ],
        }),
      );
      await lab.one('pods', 'db-0', () => true);
      const claim = await lab.one(
        'persistentvolumeclaims',
        'data-db-0',
        (one) => listAt(one, 'metadata', 'ownerReferences').length > 0,
      );
      assert.partialDeepStrictEqual(objectAt(claim, 'metadata'), {
        labels: { app: 'db' },
        ownerReferences: [{ kind: 'StatefulSet', name: 'db', controller: true }],
      });
      const [volume] = listAt(await lab.get('pods', 'db-0'), 'spec', 'volumes');
      const wanted = { name: 'data', persistentVolumeClaim: { claimName: 'data-db-0' } };
      assert.deepEqual(volume, wanted);
      await lab.told(
        'db',
        'SuccessfulCreate: Create Claim data-db-0 Pod db-0 in StatefulSet db success',
      );
      await lab.remove('statefulsets', 'db');
      await lab.gone('persistentvolumeclaims', 'data-db-0');
    },
  },
  {
    name: 'daemon set: one pod on each node that it chooses, and its update',
    async run(lab) {
      const node = await goodNode(lab);
      const chosen = (more: JsonObject = {}) => {
        const base = template('agent', more);
        const nodeSelector = { 'kubernetes.io/hostname': node };
        return { ...base, spec: { ...objectAt(base, 'spec'), nodeSelector } };
      };
      await lab.create('daemonsets', workload('agent', { template: chosen() }));
      const isDone = (generation: number) => (one: JsonObject) =>
        counts(one, {
          numberAvailable: 1,
          updatedNumberScheduled: 1,
          observedGeneration: generation,
        });
      const object = await lab.one('daemonsets', 'agent', isDone(1));
      assert.deepEqual(objectAt(object, 'status'), {
        currentNumberScheduled: 1,
        numberMisscheduled: 0,
        desiredNumberScheduled: 1,
        numberReady: 1,
        observedGeneration: 1,
        updatedNumberScheduled: 1,
        numberAvailable: 1,
      });
      const [pod] = await lab.list('pods');
      assert.ok(pod);
      const [revision] = await lab.list('controllerrevisions');
      const hash = textAt(revision, 'metadata', 'labels', 'controller-revision-hash');
      assert.partialDeepStrictEqual(objectAt(pod, 'metadata', 'labels'), {
        app: 'agent',
        'controller-revision-hash': hash,
        'pod-template-generation': '1',
      });
      assert.equal(textAt(pod, 'spec', 'nodeName'), node);
      const key = 'requiredDuringSchedulingIgnoredDuringExecution';
      assert.deepEqual(valueAt(pod, 'spec', 'affinity', 'nodeAffinity', key), {
        nodeSelectorTerms: [
          { matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] },
        ],
      });
      assert.deepEqual(
        listAt(pod, 'spec', 'tolerations').map(
          (one) => `${textAt(one, 'key')}:${textAt(one, 'operator')}:${textAt(one, 'effect')}`,
        ),
        [
          'node.kubernetes.io/not-ready:Exists:NoExecute',
          'node.kubernetes.io/unreachable:Exists:NoExecute',
          'node.kubernetes.io/disk-pressure:Exists:NoSchedule',
          'node.kubernetes.io/memory-pressure:Exists:NoSchedule',
          'node.kubernetes.io/pid-pressure:Exists:NoSchedule',
          'node.kubernetes.io/unschedulable:Exists:NoSchedule',
        ],
      );
      await lab.told('agent', `SuccessfulCreate: Created pod: ${nameOf(pod)}`);
      const env = [{ name: 'V', value: '2' }];
      await lab.patch('daemonsets', 'agent', { spec: { template: chosen({ env }) } });
      await lab.one('daemonsets', 'agent', isDone(2));
      await lab.told('agent', `SuccessfulDelete: Deleted pod: ${nameOf(pod)}`);
      const numbers = (await lab.list('controllerrevisions')).map((one) => one['revision']);
      assert.deepEqual(numbers.sort(), [1, 2]);
    },
  },
];
