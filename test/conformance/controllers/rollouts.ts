import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/experiment/json.ts';
import { numberAt, objectAt, textAt } from '../../../src/practice/api/objects.ts';
import { condition, counts, type Lab, nameOf, type Scenario } from './lab.ts';
import { neverReady, template, workload } from './objects.ts';

const revisionKey = 'deployment.kubernetes.io/revision';
const annotations = (object: JsonObject) => objectAt(object, 'metadata', 'annotations');

/** A deployment of two pods, all of which work. */
async function ready(lab: Lab, spec: JsonObject = {}): Promise<JsonObject> {
  await lab.create('deployments', workload('web', { replicas: 2, ...spec }));
  return complete(lab);
}

/** Waits until all pods are of the newest template. */
function complete(lab: Lab, replicas = 2): Promise<JsonObject> {
  return lab.one(
    'deployments',
    'web',
    (object) =>
      counts(object, { replicas, updatedReplicas: replicas, availableReplicas: replicas }) &&
      numberAt(object, 'status', 'observedGeneration') ===
        numberAt(object, 'metadata', 'generation') &&
      condition(object, 'Progressing')['reason'] === 'NewReplicaSetAvailable',
  );
}

/** Sizes of the replica sets by revision. */
async function sizes(lab: Lab): Promise<Record<string, number>> {
  const sets = await lab.list('replicasets');
  return Object.fromEntries(
    sets.map((set) => [
      textAt(set, 'metadata', 'annotations', revisionKey),
      numberAt(set, 'spec', 'replicas'),
    ]),
  );
}

const change = (lab: Lab, more: JsonObject) =>
  lab.patch('deployments', 'web', { spec: { template: template('web', more) } });

const variable = (value: string) => ({ env: [{ name: 'V', value }] });

export const rollouts: Scenario[] = [
  {
    name: 'deployment: revision, status, conditions and the replica set of a new one',
    async run(lab) {
      const object = await ready(lab);
      const [set] = await lab.list('replicasets');
      assert.ok(set);
      const name = nameOf(set);
      const hash = name.slice('web-'.length);
      assert.equal(annotations(object)[revisionKey], '1');
      assert.deepEqual(condition(object, 'Available'), {
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      });
      assert.deepEqual(condition(object, 'Progressing'), {
        status: 'True',
        reason: 'NewReplicaSetAvailable',
        message: `ReplicaSet "${name}" has successfully progressed.`,
      });
      const { conditions: _, ...status } = objectAt(object, 'status');
      assert.deepEqual(status, {
        observedGeneration: 1,
        replicas: 2,
        updatedReplicas: 2,
        readyReplicas: 2,
        availableReplicas: 2,
        terminatingReplicas: 0,
      });
      assert.deepEqual(annotations(set), {
        [revisionKey]: '1',
        'deployment.kubernetes.io/desired-replicas': '2',
        'deployment.kubernetes.io/max-replicas': '3',
      });
      const labels = { app: 'web', 'pod-template-hash': hash };
      assert.deepEqual(objectAt(set, 'metadata', 'labels'), labels);
      assert.deepEqual(objectAt(set, 'spec', 'selector'), { matchLabels: labels });
      assert.partialDeepStrictEqual(set, {
        metadata: {
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'web',
              uid: textAt(object, 'metadata', 'uid'),
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
        },
        status: {
          replicas: 2,
          fullyLabeledReplicas: 2,
          readyReplicas: 2,
          availableReplicas: 2,
          observedGeneration: 1,
          terminatingReplicas: 0,
        },
      });
      await lab.told('web', `ScalingReplicaSet: Scaled up replica set ${name} from 0 to 2`);
      const pods = await lab.list('pods');
      await lab.told(name, ...pods.map((pod) => `SuccessfulCreate: Created pod: ${nameOf(pod)}`));
    },
  },
  {
    name: 'deployment: a rollout step by step, and back to its first revision',
    async run(lab) {
      await ready(lab);
      const first = nameOf((await lab.list('replicasets'))[0]);
      await change(lab, variable('2'));
      await complete(lab);
      assert.deepEqual(await sizes(lab), { 1: 0, 2: 2 });
      const second = nameOf((await lab.list('replicasets')).find((one) => nameOf(one) !== first));
      await lab.told(
        'web',
        `ScalingReplicaSet: Scaled up replica set ${second} from 0 to 1`,
        `ScalingReplicaSet: Scaled down replica set ${first} from 2 to 1`,
        `ScalingReplicaSet: Scaled up replica set ${second} from 1 to 2`,
        `ScalingReplicaSet: Scaled down replica set ${first} from 1 to 0`,
      );
      await change(lab, {});
      const object = await complete(lab);
      assert.deepEqual(await sizes(lab), { 2: 0, 3: 2 });
      assert.equal(annotations(object)[revisionKey], '3');
      const again = await lab.get('replicasets', first);
      assert.equal(annotations(again)['deployment.kubernetes.io/revision-history'], '1');
    },
  },
  {
    name: 'deployment: a template that never works leaves the old pods, and times out',
    async run(lab) {
      await ready(lab, { progressDeadlineSeconds: 3 });
      await change(lab, neverReady);
      const object = await lab.one(
        'deployments',
        'web',
        (one) => condition(one, 'Progressing')['reason'] === 'ProgressDeadlineExceeded',
      );
      assert.deepEqual(await sizes(lab), { 1: 2, 2: 1 });
      const set = (await lab.list('replicasets')).find(
        (one) => annotations(one)[revisionKey] === '2',
      );
      assert.deepEqual(condition(object, 'Progressing'), {
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: `ReplicaSet "${nameOf(set)}" has timed out progressing.`,
      });
      assert.equal(condition(object, 'Available')['status'], 'True');
      assert.ok(counts(object, { replicas: 3, updatedReplicas: 1, unavailableReplicas: 1 }));
    },
  },
  {
    name: 'deployment: paused and resumed',
    async run(lab) {
      await ready(lab);
      await lab.patch('deployments', 'web', { spec: { paused: true } });
      const paused = await lab.one(
        'deployments',
        'web',
        (one) => condition(one, 'Progressing')['reason'] === 'DeploymentPaused',
      );
      assert.deepEqual(condition(paused, 'Progressing'), {
        status: 'Unknown',
        reason: 'DeploymentPaused',
        message: 'Deployment is paused',
      });
      await change(lab, variable('2'));
      await lab.patch('deployments', 'web', { spec: { replicas: 1 } });
      await lab.one('deployments', 'web', (one) =>
        counts(one, { replicas: 1, observedGeneration: 4 }),
      );
      assert.deepEqual(await sizes(lab), { 1: 1 });
      await lab.patch('deployments', 'web', { spec: { paused: false } });
      await complete(lab, 1);
      assert.deepEqual(await sizes(lab), { 1: 0, 2: 1 });
    },
  },
  {
    name: 'deployment: recreate ends the old pods first',
    async run(lab) {
      await ready(lab, { strategy: { type: 'Recreate' } });
      const [old] = await lab.list('replicasets');
      await change(lab, variable('2'));
      await complete(lab);
      const fresh = (await lab.list('replicasets')).find((one) => nameOf(one) !== nameOf(old));
      await lab.told(
        'web',
        `ScalingReplicaSet: Scaled down replica set ${nameOf(old)} from 2 to 0`,
        `ScalingReplicaSet: Scaled up replica set ${nameOf(fresh)} from 0 to 2`,
      );
    },
  },
  {
    name: 'deployment: scaled by its subresource, without a new revision',
    async run(lab) {
      await ready(lab);
      const [set] = await lab.list('replicasets');
      await lab.patch('deployments', 'web', { spec: { replicas: 3 } }, '/scale');
      await complete(lab, 3);
      assert.deepEqual(await sizes(lab), { 1: 3 });
      const { metadata } = await lab.get('replicasets', nameOf(set));
      assert.partialDeepStrictEqual(metadata, {
        annotations: {
          'deployment.kubernetes.io/desired-replicas': '3',
          'deployment.kubernetes.io/max-replicas': '4',
        },
      });
      await lab.told('web', `ScalingReplicaSet: Scaled up replica set ${nameOf(set)} from 2 to 3`);
    },
  },
  {
    name: 'deployment: no more old revisions than its limit',
    async run(lab) {
      await lab.create('deployments', workload('web', { revisionHistoryLimit: 1, replicas: 0 }));
      for (const value of ['2', '3', '4']) {
        await change(lab, variable(value));
        await lab.one('deployments', 'web', (one) => annotations(one)[revisionKey] === value);
      }
      // The newest may be told of after its deployment, and older ones go after that.
      const isNewest = (set: JsonObject) => annotations(set)[revisionKey] === '4';
      await lab.until('replicasets', (sets) => sets.length === 2 && sets.some(isNewest));
      assert.deepEqual(await sizes(lab), { 3: 0, 4: 0 });
    },
  },
];
