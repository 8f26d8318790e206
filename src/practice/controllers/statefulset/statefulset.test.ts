import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import { listAt, textAt } from '../../api/objects.ts';
import { setReady } from '../fake-kubelet.ts';
import { TestCluster, template, workload } from '../testing.ts';

const id = 'statefulsets.apps';
const claimsId = 'persistentvolumeclaims';

function cluster(spec: JsonObject = {}): TestCluster {
  const shop = new TestCluster();
  shop.made(id, workload('db', { serviceName: 'db', replicas: 3, ...spec }));
  return shop;
}

const volumeClaimTemplates = [
  {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
];

const neverReady = template('db', 'sleep', {
  containers: [{ name: 'main', image: 'web:2', readinessProbe: { exec: { command: ['false'] } } }],
});

const images = (shop: TestCluster) =>
  shop.all('pods').map((pod) => textAt(listAt(pod, 'spec', 'containers')[0], 'image'));

test('pods are numbered, have their name as host name, and are made one after the other', () => {
  const shop = cluster();
  assert.deepEqual(shop.names('pods'), ['db-0', 'db-1', 'db-2']);
  assert.deepEqual(
    shop.events('db').filter((text) => text.includes('Pod')),
    [0, 1, 2].map(
      (number) => `SuccessfulCreate: Create Pod db-${number} in StatefulSet db successful`,
    ),
  );
  assert.partialDeepStrictEqual(shop.get('pods', 'db-1'), {
    metadata: {
      labels: {
        'statefulset.kubernetes.io/pod-name': 'db-1',
        'apps.kubernetes.io/pod-index': '1',
        'controller-revision-hash': textAt(shop.get(id, 'db'), 'status', 'updateRevision'),
      },
    },
    spec: { hostname: 'db-1', subdomain: 'db' },
  });
  assert.partialDeepStrictEqual(shop.get(id, 'db').status, {
    replicas: 3,
    readyReplicas: 3,
    currentReplicas: 3,
    updatedReplicas: 3,
    availableReplicas: 3,
    collisionCount: 0,
  });
  shop.close();
});

test('in order the next pod waits until the one before is ready; in parallel none does', () => {
  const ordered = cluster({ template: neverReady });
  assert.deepEqual(ordered.names('pods'), ['db-0']);
  const [first] = ordered.all('pods');
  assert.ok(first);
  setReady(ordered.api, first, true);
  ordered.settle();
  assert.deepEqual(ordered.names('pods'), ['db-0', 'db-1']);
  ordered.close();
  const parallel = cluster({ template: neverReady, podManagementPolicy: 'Parallel' });
  assert.deepEqual(parallel.names('pods'), ['db-0', 'db-1', 'db-2']);
  parallel.close();
});

test('a deleted pod comes again under its name', () => {
  const shop = cluster();
  const before = shop.get('pods', 'db-1').metadata.uid;
  shop.deleted('pods', 'db-1');
  assert.notEqual(shop.get('pods', 'db-1').metadata.uid, before);
  shop.close();
});

test('scaled down, the highest goes first', () => {
  const shop = cluster();
  shop.set(id, 'db', ['replicas'], 1);
  assert.deepEqual(shop.names('pods'), ['db-0']);
  assert.deepEqual(shop.events('db').slice(-2), [
    'SuccessfulDelete: Delete Pod db-2 in StatefulSet db successful',
    'SuccessfulDelete: Delete Pod db-1 in StatefulSet db successful',
  ]);
  shop.close();
});

test('an update goes from the highest down, to the partition', () => {
  const shop = cluster({ updateStrategy: { rollingUpdate: { partition: 1 } } });
  const before = textAt(shop.get(id, 'db'), 'status', 'currentRevision');
  shop.set(id, 'db', ['template', 'spec', 'containers'], [{ name: 'main', image: 'web:2' }]);
  assert.deepEqual(images(shop), ['web:1', 'web:2', 'web:2']);
  const { status } = shop.get(id, 'db');
  assert.partialDeepStrictEqual(status, {
    currentReplicas: 1,
    updatedReplicas: 2,
    currentRevision: before,
  });
  shop.deleted('pods', 'db-0');
  assert.deepEqual(images(shop), ['web:1', 'web:2', 'web:2']);
  shop.set(id, 'db', ['updateStrategy', 'rollingUpdate', 'partition'], 0);
  assert.deepEqual(images(shop), ['web:2', 'web:2', 'web:2']);
  const after = shop.get(id, 'db').status;
  assert.equal(after?.['currentRevision'], after?.['updateRevision']);
  shop.close();
});

test('an update that does not work stops at the first pod', () => {
  const shop = cluster();
  shop.set(id, 'db', ['template'], neverReady);
  assert.deepEqual(images(shop), ['web:1', 'web:1', 'web:2']);
  shop.close();
});

test('on delete, pods are of the new template only when somebody deletes them', () => {
  const shop = cluster({ updateStrategy: { type: 'OnDelete' } });
  shop.set(id, 'db', ['template', 'spec', 'containers'], [{ name: 'main', image: 'web:2' }]);
  assert.deepEqual(images(shop), ['web:1', 'web:1', 'web:1']);
  shop.deleted('pods', 'db-1');
  assert.deepEqual(images(shop), ['web:1', 'web:2', 'web:1']);
  shop.close();
});

test('an old template that is wanted again is the newest revision, and old ones are forgotten', () => {
  const shop = cluster({ revisionHistoryLimit: 1 });
  const [first] = shop.names('controllerrevisions.apps');
  for (const image of ['web:2', 'web:3', 'web:4', 'web:3']) {
    shop.set(id, 'db', ['template', 'spec', 'containers'], [{ name: 'main', image }]);
  }
  const revisions = shop.all('controllerrevisions.apps');
  assert.deepEqual(revisions.map((one) => one['revision']).sort(), [4, 5]);
  assert.ok(!revisions.some(({ metadata }) => metadata.name === first));
  shop.close();
});

test('each pod has its claim, which stays when the set is gone', () => {
  const shop = cluster({ volumeClaimTemplates, replicas: 2 });
  assert.deepEqual(shop.names(claimsId), ['data-db-0', 'data-db-1']);
  const [volume] = listAt(shop.get('pods', 'db-1'), 'spec', 'volumes');
  const wanted = { name: 'data', persistentVolumeClaim: { claimName: 'data-db-1' } };
  assert.deepEqual(volume, wanted);
  shop.deleted(id, 'db');
  assert.deepEqual(shop.names(claimsId), ['data-db-0', 'data-db-1']);
  shop.close();
});

test('by its policy a claim goes with the set, or with the pod that is scaled away', () => {
  const shop = cluster({
    volumeClaimTemplates,
    replicas: 2,
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
  });
  shop.set(id, 'db', ['replicas'], 1);
  assert.deepEqual(shop.names(claimsId), ['data-db-0']);
  shop.deleted('pods', 'db-0');
  assert.deepEqual(shop.names(claimsId), ['data-db-0']);
  shop.deleted(id, 'db');
  assert.deepEqual(shop.names(claimsId), []);
  shop.close();
});
