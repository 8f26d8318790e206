import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { Effect } from '../engine/events.ts';
import type { ActivityContext, NativeProvider, PreparedActivity } from '../engine/native.ts';
import type { JsonObject } from '../experiment/json.ts';
import { readLedger } from '../ledger/ledger.ts';
import { nodePlatform } from '../platform/platform.ts';
import { answered, calm, FakeCluster, object } from './activities/fake-cluster.ts';
import type { FaultQuestion } from './consent.ts';
import { createKubernetesProvider, type KubernetesProviderDeps } from './provider.ts';

const deployments = '/apis/apps/v1/namespaces/default/deployments';
const remove = 'chaosk8s.deployment.actions.delete_deployment';

let folder: string;
let cluster: FakeCluster;
/** Secrets of each connection that was asked for. */
let connects: JsonObject[];
let questions: FaultQuestion[];
let effects: Effect[];
let provider: NativeProvider;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'provider-'));
  cluster = new FakeCluster();
  cluster.add(deployments, object('front', { spec: { replicas: 2 } }));
  connects = [];
  questions = [];
  effects = [];
  provider = create();
});

afterEach(async () => {
  await provider.close();
  await rm(folder, { recursive: true });
});

function create(changes: Partial<KubernetesProviderDeps> = {}): NativeProvider {
  return createKubernetesProvider({
    choice: {},
    environment: {},
    platform: nodePlatform(),
    trusted: true,
    runId: 'run-1',
    folder,
    cwd: folder,
    consent: async (question) => {
      questions.push(question);
      return true;
    },
    allowUnscoped: false,
    signal: calm,
    connect: async (secrets) => {
      connects.push(secrets);
      return cluster;
    },
    ...changes,
  });
}

function activity(path: string, args: JsonObject, rest: Partial<PreparedActivity> = {}) {
  const dot = path.lastIndexOf('.');
  return {
    pointer: '/method/0',
    name: 'break it',
    module: path.slice(0, dot),
    func: path.slice(dot + 1),
    arguments: args,
    secrets: {},
    rollback: false,
    ...rest,
  };
}

const prepare = (...activities: PreparedActivity[]) => provider.prepare(activities, {}, calm);

function run(path: string, args: JsonObject, secrets: JsonObject = {}) {
  const { module, func } = activity(path, args);
  const context: ActivityContext = {
    signal: calm,
    configuration: {},
    secrets,
    activityId: 'a1',
    runId: 'run-1',
    effects: (some) => effects.push(...some),
    log: () => undefined,
  };
  const found = provider.find(module, func);
  assert.ok(found, path);
  return found.run(args, context);
}

test('an activity is found by every name, and not when it can’t run yet', () => {
  const one = provider.find('chaosk8s.pod.probes', 'read_pod_logs')?.entry;
  assert.equal(provider.find('chaosk8s.probes', 'read_microservices_logs')?.entry, one);
  assert.equal(one?.func, 'read_pod_logs');
  assert.equal(provider.find('chaosk8s.node.actions', 'drain_nodes'), undefined);
  assert.equal(provider.find('chaosk8s.pod.actions', 'terminate_pod'), undefined);
  assert.equal(provider.find('os.path', 'exists'), undefined);
});

test('without an activity of its own it connects to nothing and writes nothing', async () => {
  assert.deepEqual(await prepare(activity('os.path.exists', {})), []);
  assert.deepEqual(await provider.childEnvironment(), {});
  await provider.close();
  assert.deepEqual(connects, []);
  assert.deepEqual(await readdir(folder), []);
});

test('each set of secrets that redirects is one connection', async () => {
  const count = 'chaosk8s.pod.probes.count_pods';
  const probe = (secrets: JsonObject) => activity(count, { label_selector: '' }, { secrets });
  await prepare(
    probe({}),
    probe({ password: 'x' }),
    probe({ KUBERNETES_CONTEXT: 'a' }),
    probe({ KUBERNETES_CONTEXT: 'a', password: 'y' }),
  );
  await run(count, { label_selector: '' }, { KUBERNETES_CONTEXT: 'a' });
  assert.deepEqual(connects, [{}, { KUBERNETES_CONTEXT: 'a' }]);
  assert.deepEqual(questions, []);
});

test('faults are planned and asked about once for a cluster; rollbacks are not', async () => {
  const identities = await prepare(
    activity(remove, { name: 'front' }),
    activity('chaosk8s.deployment.actions.scale_deployment', {
      name: 'later',
      ns: 'shop',
      replicas: 1,
    }),
    activity(remove, { name: 'front' }, { rollback: true }),
    activity(remove, { name: 'front' }, { secrets: { KUBERNETES_CONTEXT: 'same' } }),
  );
  assert.deepEqual(identities, [cluster.identity]);
  const [question, ...more] = questions;
  assert.deepEqual(more, []);
  assert.deepEqual(question?.namespaces, ['default', 'shop']);
  assert.deepEqual(
    question?.faults.map(({ name, targets, undo, unplanned }) => [
      name,
      targets.map((target) => target.uid),
      undo.grade,
      unplanned?.code,
    ]),
    [
      ['break it', ['uid-of-front'], 'partial', undefined],
      ['break it', [], 'none', 'kubernetes.deployment-missing'],
      ['break it', ['uid-of-front'], 'partial', undefined],
    ],
  );
  await run(remove, { name: 'front' });
  assert.equal(questions.length, 1);
});

test('a fault is refused when it is not confirmed, and nothing has happened', async () => {
  provider = create({ consent: async () => false });
  await assert.rejects(prepare(activity(remove, { name: 'front' })), {
    code: 'kubernetes.consent-refused',
  });
  assert.equal(cluster.objects.size, 1);
  assert.deepEqual(await readLedger(folder), []);
});

test('an empty selection refuses the run before anything is asked, in rollbacks too', async () => {
  for (const rollback of [false, true]) {
    const pointer = rollback ? '/rollbacks/0' : '/method/0';
    await assert.rejects(prepare(activity(remove, { name: '' }, { pointer, rollback })), {
      code: 'kubernetes.unscoped',
      args: { name: 'break it', pointer, namespace: 'default' },
    });
  }
  assert.deepEqual(connects, []);
  provider = create({ allowUnscoped: true });
  await prepare(activity(remove, { name: '' }));
  assert.equal(questions[0]?.faults[0]?.targets.length, 1);
});

test('a cluster that can’t be reached lets the run go on, and its activities fail', async () => {
  const unreachable = answered('kubernetes.unreachable', 0);
  provider = create({
    connect: async () => {
      throw unreachable;
    },
  });
  assert.deepEqual(await prepare(activity(remove, { name: 'front' })), []);
  await assert.rejects(run(remove, { name: 'front' }), { code: 'kubernetes.unreachable' });
  assert.deepEqual(questions, []);
});

test('a fault on a cluster that is reached later is asked about before it happens', async () => {
  let reachable = false;
  let answer = false;
  provider = create({
    connect: async () => {
      if (!reachable) {
        throw answered('kubernetes.unreachable', 0);
      }
      return cluster;
    },
    consent: async (question) => {
      questions.push(question);
      return answer;
    },
  });
  await prepare(activity(remove, { name: 'front' }));
  reachable = true;
  await assert.rejects(run(remove, { name: 'front' }), { code: 'kubernetes.consent-refused' });
  assert.equal(cluster.objects.size, 1);
  answer = true;
  await run(remove, { name: 'front' });
  await run(remove, { name: 'front' });
  assert.equal(cluster.objects.size, 0);
  assert.equal(questions.length, 2);
});

test('what was done is told, and stands in the ledger with its inverse', async () => {
  await run(remove, { name: 'front' });
  assert.deepEqual(effects, [
    {
      verb: 'deleted',
      kind: 'Deployment',
      namespace: 'default',
      name: 'front',
      uid: 'uid-of-front',
    },
  ]);
  const [entry] = await readLedger(folder);
  assert.partialDeepStrictEqual(entry, {
    state: 'applied',
    cluster: 'fake',
    activity: remove,
    activityId: 'a1',
    request: { method: 'DELETE', body: { preconditions: { uid: 'uid-of-front' } } },
    inverse: [{ method: 'POST', path: deployments, body: { spec: { replicas: 2 } } }],
  });
});

test('a child gets the run’s cluster, and nothing stays of it', async () => {
  await run('chaosk8s.pod.probes.count_pods', { label_selector: '' });
  const { KUBECONFIG: path } = await provider.childEnvironment();
  assert.deepEqual(JSON.parse(await readFile(path ?? '', 'utf8')), { kind: 'Config' });
  assert.deepEqual(await provider.childEnvironment(), { KUBECONFIG: path });
  await provider.close();
  assert.deepEqual(await readdir(folder), []);
  assert.equal(cluster.closed, true);
});

test('an activity that needs no cluster connects to none', async () => {
  const search = 'chaosk8s.pod.probes.should_be_found_in_logs';
  const args = { pattern: 'b', value: { web: 'abc' } };
  await prepare(activity(search, args));
  assert.equal(await run(search, args), true);
  assert.deepEqual(connects, []);
});
