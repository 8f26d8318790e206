import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { JsonObject } from '../../experiment/json.ts';
import { readerOf } from '../activities/common/reader.ts';
import { activities } from '../activities/index.ts';
import type { KubernetesAction } from '../activities/types.ts';
import type { KubeObject } from '../objects.ts';
import { answered, calm, FakeCluster, object } from '../testing/fake-cluster.ts';
import { refusalOfPlan } from './judge.ts';
import { remembering } from './memory.ts';
import type { Most, Policy } from './rules.ts';

const pods = '/api/v1/namespaces/default/pods';
const sets = '/apis/apps/v1/namespaces/default/replicasets';
const deployments = '/apis/apps/v1/namespaces/default/deployments';
const terminate = 'chaosk8s.pod.actions.terminate_pods';
const remove = 'chaosk8s.deployment.actions.delete_deployment';
const scale = 'chaosk8s.deployment.actions.scale_deployment';

let cluster: FakeCluster;
let log: string[];

beforeEach(() => {
  cluster = new FakeCluster();
  log = [];
  cluster.add('/api/v1/namespaces', object('default'));
  for (const [name, count] of [
    ['front', 3],
    ['back', 1],
  ] as const) {
    cluster.add(deployments, object(name, { spec: { replicas: count } }));
    cluster.add(sets, object(`${name}-h1`));
    for (let index = 1; index <= count; index += 1) {
      cluster.add(pods, podOf(name, `${name}-h1-${index}`));
    }
  }
});

function podOf(deployment: string, name: string, ready = 'True'): KubeObject {
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', controller: true };
  const set = `${deployment}-h1`;
  return object(name, {
    metadata: {
      name,
      uid: `uid-of-${name}`,
      resourceVersion: '1',
      labels: { app: deployment, 'pod-template-hash': 'h1' },
      ownerReferences: [{ ...owner, name: set, uid: `uid-of-${set}` }],
    },
    status: { conditions: [{ type: 'Ready', status: ready }] },
  });
}

function annotate(found: KubeObject | undefined, value = 'true'): void {
  assert.ok(found);
  found.metadata.annotations = { 'chaos-workbench/opt-out': value };
}

/** Why what an action would do now is refused; undefined where it is not. */
async function judged(path: string, args: JsonObject, maxTargets?: Most) {
  const memory = remembering(readerOf(cluster));
  const plan = await (activities[path] as KubernetesAction).plan(args, memory, {
    signal: calm,
    runId: 'r',
    allowUnscoped: false,
    preferred: new Set(),
    random: () => 0,
    now: () => new Date(0),
    readText: async () => '',
  });
  const policy: Policy = {
    level: 'user',
    deniedNamespaces: [],
    readOnlyClusters: [],
    ...(maxTargets && { maxTargets: { value: maxTargets, place: 'policy.json:2:3' } }),
  };
  return refusalOfPlan(plan, {
    policies: { all: [policy], userFile: 'u' },
    memory,
    log: (level, text) => log.push(`${level} ${text}`),
    signal: calm,
  });
}

const all = (app: string) => ({ label_selector: `app=${app}`, all: true });

test('without rules and annotations nothing is refused, and nothing is read twice', async () => {
  assert.equal(await judged(terminate, all('front')), undefined);
  const read = cluster.requests.map(({ path }) => path);
  assert.deepEqual(read.sort(), [`${deployments}/front`, '/api/v1/namespaces/default'].sort());
});

test('a pod that has opted out is no target, by itself, its workload or its namespace', async () => {
  const carriers: [string, string, RegExp][] = [
    [`${pods}/front-h1-2`, 'true', /^Pod front-h1-2 .*: Pod front-h1-2 has opted out/],
    [`${pods}/front-h1-2`, 'yes', /opted out by the annotation chaos-workbench\/opt-out/],
    [`${deployments}/front`, 'true', /^Pod front-h1-1 .*: Deployment front has opted out/],
    ['/api/v1/namespaces/default', 'true', /^Pod front-h1-1 .*: namespace default has/],
  ];
  for (const [path, value, message] of carriers) {
    annotate(cluster.objects.get(path), value);
    const refused = await judged(terminate, all('front'));
    assert.equal(refused?.code, 'policy.opt-out', path);
    assert.match(refused?.message ?? '', message);
    annotate(cluster.objects.get(path), 'false');
    assert.equal(await judged(terminate, all('front')), undefined);
  }
  annotate(cluster.objects.get(`${pods}/front-h1-2`));
  assert.equal(await judged(terminate, all('back')), undefined);
});

test('a workload has opted out also by the pods it makes', async () => {
  const template = { metadata: { annotations: { 'chaos-workbench/opt-out': 'true' } } };
  cluster.add(deployments, object('front', { spec: { replicas: 1, template } }));
  assert.equal((await judged(remove, { name: 'front' }))?.code, 'policy.opt-out');
  assert.equal(await judged(remove, { name: 'back' }), undefined);
});

test('a ReplicaSet’s copy of what its Deployment once said does not count', async () => {
  const path = 'chaosk8s.replicaset.actions.delete_replica_set';
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'front', uid: 'd' };
  const metadata = {
    ...object('front-h1').metadata,
    ownerReferences: [{ ...owner, controller: true }],
  };
  annotate(cluster.add(sets, object('front-h1', { metadata })));
  assert.equal(await judged(path, { name: 'front-h1' }), undefined);
  annotate(cluster.objects.get(`${deployments}/front`));
  assert.equal((await judged(path, { name: 'front-h1' }))?.args['where'], 'Deployment front');
});

test('what may not be read has not opted out, and the log says that it is not known', async () => {
  cluster.before = ({ path }) => {
    if (path === '/api/v1/namespaces/default') {
      throw answered('kubernetes.forbidden-plain', 403);
    }
  };
  assert.equal(await judged(terminate, all('front')), undefined);
  assert.deepEqual(log, [
    'INFO Whether namespace default has opted out of experiments is not known: it may not be read',
  ]);
  cluster.before = ({ path }) => {
    if (path === '/api/v1/namespaces/default') {
      throw answered('kubernetes.server-error', 500);
    }
  };
  await assert.rejects(judged(terminate, all('front')), { code: 'kubernetes.server-error' });
});

test('a number counts the objects an action changes', async () => {
  const refused = await judged(terminate, all('front'), { count: 2 });
  assert.equal(refused?.code, 'policy.count');
  assert.match(
    refused?.message ?? '',
    /hit 3 objects.*more than 2 \(maxTargets, policy\.json:2:3\)/,
  );
  assert.equal(await judged(terminate, all('front'), { count: 3 }), undefined);
  assert.equal((await judged(remove, { name: 'back' }, { count: 0 }))?.args['count'], 1);
});

test('a share is that of the ready pods of each workload by itself', async () => {
  const half = { percent: 50 };
  const two = { label_selector: 'app=front', qty: 2 };
  const refused = await judged(terminate, two, half);
  assert.equal(refused?.code, 'policy.percent');
  assert.match(
    refused?.message ?? '',
    /take 2 of 3 ready of Deployment\/front \(namespace default\).*more than 50 %/,
  );
  assert.equal(await judged(terminate, { label_selector: 'app=front' }, half), undefined);
  assert.equal(await judged(terminate, two, { percent: 67 }), undefined);
  assert.equal((await judged(terminate, all('back'), half))?.args['hit'], 1);
  // One that is not ready takes nothing away.
  cluster.add(pods, podOf('front', 'front-h1-1', 'False'));
  assert.equal(await judged(terminate, two, half), undefined);
});

test('a workload that is deleted or scaled down loses its pods', async () => {
  const args = (path: string, replicas: number) =>
    judged(path, { name: 'front', replicas }, { percent: 50 });
  assert.equal((await args(remove, 0))?.args['hit'], 3);
  assert.equal((await args(scale, 1))?.args['hit'], 2);
  assert.equal(await args(scale, 2), undefined);
  assert.equal(await args(scale, 5), undefined);
});

test('a share that can’t be judged is refused', async () => {
  cluster.before = ({ path }) => {
    if (path === pods) {
      throw answered('kubernetes.forbidden-plain', 403);
    }
  };
  const refused = await judged(remove, { name: 'front' }, { percent: 50 });
  assert.equal(refused?.code, 'policy.unjudged');
});
