import assert from 'node:assert/strict';
import type { Json, JsonObject } from '../../../src/experiment/json.ts';
import { isObject } from '../../../src/experiment/json.ts';
import { listAt, objectAt, textAt } from '../../../src/practice/api/objects.ts';
import { condition, counts, type Lab, nameOf, type Scenario } from './lab.ts';
import { neverReady, pod, podSpec, workload } from './objects.ts';

const ports = { ports: [{ name: 'http', containerPort: 8080 }] };
const service = (more: JsonObject = {}): JsonObject => ({
  metadata: { name: 'web', labels: { tier: 'front' } },
  spec: {
    selector: { app: 'web' },
    ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    ...more,
  },
});

const ready = (one: JsonObject) => condition(one, 'Ready')['status'] === 'True';
const isRunning = (one: JsonObject) => textAt(one, 'status', 'phase') === 'Running';

/** A pod that is ready and one that never is. */
async function twoPods(lab: Lab): Promise<[JsonObject, JsonObject]> {
  await lab.create('pods', pod('good', { app: 'web' }, podSpec('sleep', ports)));
  await lab.create(
    'pods',
    pod('bad', { app: 'web' }, podSpec('sleep', { ...ports, ...neverReady })),
  );
  return [await lab.one('pods', 'good', ready), await lab.one('pods', 'bad', isRunning)];
}

const target = (one: JsonObject, namespace: string) => ({
  kind: 'Pod',
  name: nameOf(one),
  namespace,
  uid: textAt(one, 'metadata', 'uid'),
});

/** The endpoints of the service's slices, by the name of their pod. */
async function endpoints(lab: Lab, count: number): Promise<Record<string, JsonObject>> {
  const all = (slices: JsonObject[]) =>
    slices.flatMap((slice) => listAt(slice, 'endpoints')).filter(isObject);
  const slices = await lab.until('endpointslices', (found) => all(found).length === count);
  return Object.fromEntries(all(slices).map((one) => [textAt(one, 'targetRef', 'name'), one]));
}

const budget = (spec: JsonObject): JsonObject => ({
  metadata: { name: 'web' },
  spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
});

async function budgetNumbers(lab: Lab, spec: JsonObject): Promise<Json[]> {
  await lab.create('poddisruptionbudgets', budget(spec));
  const object = await lab.one('poddisruptionbudgets', 'web', (one) =>
    counts(one, { observedGeneration: 1 }),
  );
  await lab.remove('poddisruptionbudgets', 'web');
  const status = objectAt(object, 'status');
  return ['expectedPods', 'desiredHealthy', 'currentHealthy', 'disruptionsAllowed'].map(
    (key) => status[key] ?? null,
  );
}

export const services: Scenario[] = [
  {
    name: 'endpoints: ready and not ready, with named ports',
    async run(lab) {
      const [good, bad] = await twoPods(lab);
      await lab.create('services', service());
      const isWhole = (one: JsonObject) => {
        const [subset] = listAt(one, 'subsets');
        return (
          listAt(subset, 'addresses').length + listAt(subset, 'notReadyAddresses').length === 2
        );
      };
      const { subsets, metadata } = await lab.one('endpoints', 'web', isWhole);
      const address = (one: JsonObject) => ({
        ip: textAt(one, 'status', 'podIP'),
        nodeName: textAt(one, 'spec', 'nodeName'),
        targetRef: target(one, lab.namespace),
      });
      assert.deepEqual(subsets, [
        {
          addresses: [address(good)],
          notReadyAddresses: [address(bad)],
          ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
        },
      ]);
      assert.deepEqual(objectAt(metadata, 'labels'), {
        tier: 'front',
        'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
      });
    },
  },
  {
    name: 'slices: ready, serving, terminating, node and target of each pod',
    async run(lab) {
      const [good, bad] = await twoPods(lab);
      await lab.create('services', service());
      const found = await endpoints(lab, 2);
      const endpoint = (one: JsonObject, isReady: boolean) => ({
        addresses: [textAt(one, 'status', 'podIP')],
        conditions: { ready: isReady, serving: isReady, terminating: false },
        nodeName: textAt(one, 'spec', 'nodeName'),
        targetRef: target(one, lab.namespace),
      });
      assert.deepEqual(found, { good: endpoint(good, true), bad: endpoint(bad, false) });
      const [slice] = await lab.list('endpointslices');
      assert.partialDeepStrictEqual(slice, {
        addressType: 'IPv4',
        ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
        metadata: {
          generateName: 'web-',
          labels: {
            tier: 'front',
            'kubernetes.io/service-name': 'web',
            'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
          },
          ownerReferences: [
            { kind: 'Service', name: 'web', controller: true, blockOwnerDeletion: true },
          ],
        },
      });
    },
  },
  {
    name: 'slices: a service that tells of all calls all ready; a headless one says so',
    async run(lab) {
      await twoPods(lab);
      const spec = { clusterIP: 'None', publishNotReadyAddresses: true };
      await lab.create('services', service(spec));
      const found = await endpoints(lab, 2);
      const conditions = { ready: true, serving: false, terminating: false };
      assert.deepEqual(found['bad']?.['conditions'], conditions);
      const [slice] = await lab.list('endpointslices');
      assert.equal(objectAt(slice, 'metadata', 'labels')['service.kubernetes.io/headless'], '');
    },
  },
  {
    name: 'slices: one that is empty where there are no pods, and none without the service',
    async run(lab) {
      await lab.create('services', service());
      const [slice] = await lab.until('endpointslices', (found) => found.length === 1);
      assert.deepEqual(listAt(slice, 'endpoints'), []);
      await lab.one('endpoints', 'web', (one) => listAt(one, 'subsets').length === 0);
      await lab.remove('services', 'web');
      await lab.until('endpointslices', (found) => found.length === 0);
      await lab.gone('endpoints', 'web');
    },
  },
  {
    name: 'budget: how many pods may be missing, by numbers and shares',
    async run(lab) {
      await lab.create('deployments', workload('web', { replicas: 4 }));
      await lab.one('deployments', 'web', (one) => counts(one, { availableReplicas: 4 }));
      assert.deepEqual(await budgetNumbers(lab, { minAvailable: 3 }), [4, 3, 4, 1]);
      assert.deepEqual(await budgetNumbers(lab, { minAvailable: '51%' }), [4, 3, 4, 1]);
      assert.deepEqual(await budgetNumbers(lab, { maxUnavailable: 1 }), [4, 3, 4, 1]);
      assert.deepEqual(await budgetNumbers(lab, { maxUnavailable: '30%' }), [4, 2, 4, 2]);
      assert.deepEqual(await budgetNumbers(lab, { maxUnavailable: 0 }), [4, 4, 4, 0]);
    },
  },
  {
    name: 'budget: an eviction uses it up until there is another pod',
    async run(lab) {
      await lab.create('deployments', workload('web', { replicas: 2 }));
      await lab.one('deployments', 'web', (one) => counts(one, { availableReplicas: 2 }));
      await lab.create('poddisruptionbudgets', budget({ minAvailable: 2 }));
      const tight = await lab.one('poddisruptionbudgets', 'web', (one) =>
        counts(one, { currentHealthy: 2 }),
      );
      assert.deepEqual(condition(tight, 'DisruptionAllowed'), {
        status: 'False',
        reason: 'InsufficientPods',
        message: '',
      });
      const [first] = await lab.list('pods');
      const name = nameOf(first);
      const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } };
      assert.equal(await lab.code('POST', 'pods', name, '/eviction', body), 429);
      await lab.patch('poddisruptionbudgets', 'web', { spec: { minAvailable: 1 } });
      const loose = await lab.one('poddisruptionbudgets', 'web', (one) =>
        counts(one, { disruptionsAllowed: 1, observedGeneration: 2 }),
      );
      assert.equal(condition(loose, 'DisruptionAllowed')['reason'], 'SufficientPods');
      assert.equal(await lab.code('POST', 'pods', name, '/eviction', body), 201);
      await lab.gone('pods', name);
      await lab.one('poddisruptionbudgets', 'web', (one) =>
        counts(one, { currentHealthy: 2, disruptionsAllowed: 1, expectedPods: 2 }),
      );
    },
  },
  {
    name: 'budget: without controllers that say how many, none may be missing',
    async run(lab) {
      await lab.create('jobs', {
        metadata: { name: 'web' },
        spec: {
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { restartPolicy: 'Never', ...podSpec() },
          },
        },
      });
      await lab.until('pods', ([one]) => one !== undefined && ready(one));
      await lab.create('poddisruptionbudgets', budget({ maxUnavailable: 1 }));
      const object = await lab.one(
        'poddisruptionbudgets',
        'web',
        (one) => condition(one, 'DisruptionAllowed')['reason'] === 'SyncFailed',
      );
      assert.deepEqual(condition(object, 'DisruptionAllowed'), {
        status: 'False',
        reason: 'SyncFailed',
        message: 'jobs.batch does not implement the scale subresource',
      });
    },
  },
];
