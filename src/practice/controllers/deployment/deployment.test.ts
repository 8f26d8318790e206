import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../../experiment/json.ts';
import { conditionOf, listAt, textAt } from '../../api/objects.ts';
import { TestCluster, template, workload } from '../testing.ts';

const id = 'deployments.apps';
const setsId = 'replicasets.apps';
const revision = 'deployment.kubernetes.io/revision';

/** A template of another image. */
function withImage(image: string, spec = {}): Json {
  return template('web', 'sleep', {
    containers: [{ name: 'main', image, command: ['sleep'], ...spec }],
  });
}

const neverReady = { readinessProbe: { exec: { command: ['false'] } } };

function cluster(spec = {}): TestCluster {
  const shop = new TestCluster();
  shop.made(id, workload('web', { replicas: 4, ...spec }));
  return shop;
}

const sizes = (shop: TestCluster) =>
  shop
    .all(setsId)
    .map((set) => [set.metadata.annotations?.[revision], set.spec?.['replicas']])
    .sort();

const progress = (shop: TestCluster) => conditionOf(shop.get(id, 'web'), 'Progressing');

test('a new deployment has one replica set, of revision 1, and becomes available', () => {
  const shop = cluster();
  assert.deepEqual(sizes(shop), [['1', 4]]);
  const [set] = shop.all(setsId);
  assert.match(set?.metadata.name ?? '', /^web-[a-z0-9]{1,10}$/);
  assert.equal(shop.get(id, 'web').metadata.annotations?.[revision], '1');
  assert.partialDeepStrictEqual(shop.get(id, 'web').status, {
    observedGeneration: 1,
    replicas: 4,
    updatedReplicas: 4,
    availableReplicas: 4,
    terminatingReplicas: 0,
  });
  assert.equal(textAt(progress(shop), 'reason'), 'NewReplicaSetAvailable');
  const message = textAt(progress(shop), 'message');
  assert.equal(message, `ReplicaSet "${set?.metadata.name}" has successfully progressed.`);
  shop.close();
});

test('a rollout never has too many pods, nor too few that are ready', () => {
  const shop = cluster({ strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } } });
  let [most, fewest] = [0, 4];
  shop.api.store.subscribe('pods', () => {
    const pods = shop.pods('web').filter(({ metadata }) => !metadata.deletionTimestamp);
    const ready = pods.filter((pod) => textAt(conditionOf(pod, 'Ready'), 'status') === 'True');
    most = Math.max(most, pods.length);
    fewest = Math.min(fewest, ready.length);
  });
  shop.set(id, 'web', ['template'], withImage('web:2'));
  assert.deepEqual(sizes(shop), [
    ['1', 0],
    ['2', 4],
  ]);
  assert.equal(most, 5);
  assert.equal(fewest, 3);
  shop.close();
});

test('a template that does not work leaves most old pods, and fails after its deadline', () => {
  const shop = cluster({ progressDeadlineSeconds: 60 });
  shop.set(id, 'web', ['template'], withImage('web:2', neverReady));
  assert.deepEqual(sizes(shop), [
    ['1', 3],
    ['2', 2],
  ]);
  assert.equal(textAt(progress(shop), 'reason'), 'ReplicaSetUpdated');
  shop.timers.pass(62_000);
  assert.equal(textAt(progress(shop), 'reason'), 'ProgressDeadlineExceeded');
  assert.equal(textAt(progress(shop), 'status'), 'False');
  assert.match(textAt(progress(shop), 'message'), /has timed out progressing\.$/);
  shop.close();
});

test('undo is the old template again: its replica set gets the next number and knows the old one', () => {
  const shop = cluster();
  shop.set(id, 'web', ['template'], withImage('web:2'));
  shop.set(id, 'web', ['template'], template('web', 'sleep'));
  assert.deepEqual(sizes(shop), [
    ['2', 0],
    ['3', 4],
  ]);
  const set = shop.all(setsId).find(({ spec }) => spec?.['replicas'] === 4);
  assert.equal(set?.metadata.annotations?.['deployment.kubernetes.io/revision-history'], '1');
  assert.equal(shop.get(id, 'web').metadata.annotations?.[revision], '3');
  shop.close();
});

test('only so many old replica sets are kept', () => {
  const shop = cluster({ revisionHistoryLimit: 1 });
  for (const image of ['web:2', 'web:3', 'web:4']) {
    shop.set(id, 'web', ['template'], withImage(image));
  }
  assert.deepEqual(sizes(shop), [
    ['3', 0],
    ['4', 4],
  ]);
  shop.close();
});

test('a paused deployment is scaled but not rolled out, and says so', () => {
  const shop = cluster();
  shop.set(id, 'web', ['paused'], true);
  assert.equal(textAt(progress(shop), 'reason'), 'DeploymentPaused');
  shop.set(id, 'web', ['template'], withImage('web:2'));
  shop.set(id, 'web', ['replicas'], 2);
  assert.deepEqual(sizes(shop), [['1', 2]]);
  shop.set(id, 'web', ['paused'], false);
  assert.deepEqual(sizes(shop), [
    ['1', 0],
    ['2', 2],
  ]);
  shop.close();
});

test('in the midst of a rollout both replica sets take their share of a new size', () => {
  const shop = cluster({
    replicas: 10,
    strategy: { rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } },
  });
  shop.set(id, 'web', ['template'], withImage('web:2', neverReady));
  assert.deepEqual(sizes(shop), [
    ['1', 8],
    ['2', 5],
  ]);
  shop.set(id, 'web', ['replicas'], 15);
  assert.deepEqual(sizes(shop), [
    ['1', 11],
    ['2', 7],
  ]);
  shop.close();
});

test('what is missing in a paused rollout is made up by the largest replica set', () => {
  const shop = cluster({
    replicas: 10,
    strategy: { rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } },
  });
  shop.set(id, 'web', ['template'], withImage('web:2', neverReady));
  shop.set(id, 'web', ['paused'], true);
  const small = shop.all(setsId).find(({ spec }) => spec?.['replicas'] === 5);
  shop.set(setsId, small?.metadata.name ?? '', ['replicas'], 1);
  assert.deepEqual(sizes(shop), [
    ['1', 12],
    ['2', 1],
  ]);
  shop.close();
});

test('recreate ends all old pods before the first new one is made', () => {
  const shop = cluster({ strategy: { type: 'Recreate' } });
  let mixed = false;
  shop.api.store.subscribe('pods', () => {
    const images = shop
      .pods('web')
      .map((pod) => textAt(listAt(pod, 'spec', 'containers')[0], 'image'));
    mixed ||= new Set(images).size > 1;
  });
  shop.set(id, 'web', ['template'], withImage('web:2'));
  assert.deepEqual(sizes(shop), [
    ['1', 0],
    ['2', 4],
  ]);
  assert.equal(mixed, false);
  shop.close();
});

test('a name that is taken by something else is avoided', () => {
  const other = cluster();
  const [taken] = other.names(setsId);
  other.close();
  const shop = new TestCluster();
  shop.made(setsId, { ...workload('other', { replicas: 0 }), metadata: { name: taken ?? '' } });
  shop.made(id, workload('web', { replicas: 1 }));
  assert.equal(shop.get(id, 'web').status?.['collisionCount'], 1);
  assert.equal(shop.pods('web').length, 1);
  shop.close();
});

test('annotations of the deployment go to its replica set, but not what was applied', () => {
  const shop = cluster();
  shop.changed(id, 'web', ({ metadata }) => {
    metadata.annotations = {
      ...metadata.annotations,
      'kubernetes.io/change-cause': 'why',
      'kubectl.kubernetes.io/last-applied-configuration': '{}',
    };
  });
  const [set] = shop.all(setsId);
  const annotations = set?.metadata.annotations ?? {};
  assert.equal(annotations['kubernetes.io/change-cause'], 'why');
  assert.equal(annotations['kubectl.kubernetes.io/last-applied-configuration'], undefined);
  shop.close();
});

test('each step is told of', () => {
  const shop = cluster({ replicas: 1 });
  const [set] = shop.names(setsId);
  shop.set(id, 'web', ['replicas'], 3);
  assert.deepEqual(shop.events('web'), [
    `ScalingReplicaSet: Scaled up replica set ${set} from 0 to 1`,
    `ScalingReplicaSet: Scaled up replica set ${set} from 1 to 3`,
  ]);
  shop.close();
});
