import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { Effect } from '../engine/events.ts';
import type { ActivityContext, NativeProvider, PreparedActivity } from '../engine/native.ts';
import type { JsonObject } from '../experiment/json.ts';
import { readLedger } from '../ledger/ledger.ts';
import { nodePlatform } from '../platform/platform.ts';
import type { FaultQuestion } from './consent.ts';
import type { Policy } from './policy/rules.ts';
import { createKubernetesProvider, type KubernetesProviderDeps } from './provider.ts';
import { answered, calm, FakeCluster, object } from './testing/fake-cluster.ts';
import { startServer } from './testing/server.ts';

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
    ...usual(),
    connect: async (secrets) => {
      connects.push(secrets);
      return cluster;
    },
    ...changes,
  });
}

function usual(): KubernetesProviderDeps {
  return {
    choice: {},
    environment: {},
    platform: nodePlatform(),
    trusted: true,
    runId: 'run-1',
    folder,
    cwd: folder,
    policies: { all: [], userFile: 'policy.json' },
    consent: async (question) => {
      questions.push(question);
      return true;
    },
    allowUnscoped: false,
    signal: calm,
  };
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

function run(
  path: string,
  args: JsonObject,
  secrets: JsonObject = {},
  more: Partial<ActivityContext> = {},
) {
  const { module, func } = activity(path, args);
  const context: ActivityContext = {
    signal: calm,
    configuration: {},
    secrets,
    activityId: 'a1',
    runId: 'run-1',
    effects: (some) => effects.push(...some),
    log: () => undefined,
    ...more,
  };
  const found = provider.find(module, func);
  assert.ok(found, path);
  return found.run(args, context);
}

test('an activity is found by every name, and by no other', () => {
  const one = provider.find('chaosk8s.pod.probes', 'read_pod_logs')?.entry;
  assert.equal(provider.find('chaosk8s.probes', 'read_microservices_logs')?.entry, one);
  assert.equal(one?.func, 'read_pod_logs');
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
      ['break it', [], 'none', 'kubernetes.object-missing'],
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

const policy = (changes: Partial<Policy>) => ({
  userFile: 'policy.json',
  all: [{ level: 'user' as const, deniedNamespaces: [], readOnlyClusters: [], ...changes }],
});

test('a policy refuses the run before anything is asked, and names the activity', async () => {
  const code = 'policy.namespace-default-activity';
  const inSystem = { name: 'dns', ns: 'kube-system' };
  for (const rollback of [false, true]) {
    const pointer = rollback ? '/rollbacks/0' : '/method/0';
    await assert.rejects(prepare(activity(remove, inSystem, { pointer, rollback })), {
      code,
      message: new RegExp(
        `^${pointer}: .*“break it”\\. Everything .*“kube-system” .*"!kube-system"`,
      ),
    });
  }
  const place = 'policy.json:2:5';
  provider = create({ policies: policy({ maxTargets: { value: { count: 0 }, place } }) });
  await assert.rejects(prepare(activity(remove, { name: 'front' })), {
    code: 'policy.count-activity',
    message: /^\/method\/0: .*“break it”.*policy\.json:2:5/,
  });
  provider = create({ policies: policy({ readOnlyClusters: [{ value: 'https://*', place }] }) });
  await assert.rejects(prepare(activity(remove, { name: 'front' })), {
    code: 'policy.read-only-activity',
  });
  const count = 'chaosk8s.pod.probes.count_pods';
  await prepare(activity(count, { label_selector: '', ns: 'kube-system' }));
  provider = create({ policies: policy({ pinnedCluster: { value: 'kind-*', place } }) });
  await assert.rejects(prepare(activity(count, { label_selector: '' })), {
    code: 'policy.pinned',
  });
  assert.deepEqual(questions, []);
});

test('a policy holds at execution too, for what was not there before the run', async () => {
  cluster.objects.clear();
  await prepare(activity(remove, { name: 'front' }));
  const annotations = { 'chaos-workbench/opt-out': 'true' };
  const metadata = { name: 'front', uid: 'u', resourceVersion: '1', annotations };
  cluster.add(deployments, object('front', { metadata }));
  await assert.rejects(run(remove, { name: 'front' }), { code: 'policy.opt-out' });
  assert.equal(cluster.objects.size, 1);
  assert.deepEqual(await readLedger(folder), []);
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

test('a run holds the lease of a namespace from its first fault to its end', async () => {
  const leases = '/apis/coordination.k8s.io/v1/namespaces/default/leases';
  const held = () => [...cluster.objects.keys()].filter((path) => path.includes('/leases/'));
  const scale = 'chaosk8s.deployment.actions.scale_deployment';
  provider = create({
    lease: true,
    consent: async () => {
      assert.deepEqual(held(), []);
      return true;
    },
  });
  await prepare(
    activity(remove, { name: 'front' }),
    activity(scale, { name: 'later', ns: 'shop', replicas: 1 }),
  );
  assert.deepEqual(held(), []);
  await run(remove, { name: 'front' });
  assert.deepEqual(held(), [`${leases}/chaos-workbench`]);
  await provider.close();
  assert.deepEqual(held(), []);

  cluster.add(deployments, object('front', { spec: { replicas: 2 } }));
  const other = { ...object('chaos-workbench'), spec: { holderIdentity: 'bob' } };
  cluster.add(leases, { ...other, spec: { ...other.spec, renewTime: cluster.time.toISOString() } });
  provider = create({ lease: true });
  await assert.rejects(prepare(activity(remove, { name: 'front' })), {
    code: 'kubernetes.lease-held',
  });
  await assert.rejects(run(remove, { name: 'front' }), { code: 'kubernetes.lease-held' });
  assert.equal((await readLedger(folder)).length, 1);
  // A rollback puts back what is ours, whoever else is there.
  await run(remove, { name: 'front' }, {}, { pointer: '/rollbacks/0' });
  assert.equal(cluster.objects.has(`${deployments}/front`), false);
});

test('what was changed is told on the object, under the run’s name', async () => {
  provider = create({ title: 'What if?' });
  await run(remove, { name: 'front' }, {}, { name: 'break it' });
  await provider.close();
  const events = [...cluster.objects.values()].filter(({ kind }) => kind === 'Event');
  assert.equal(events.length, 1);
  assert.partialDeepStrictEqual(events[0], {
    reason: 'ChaosExperiment',
    involvedObject: { kind: 'Deployment', name: 'front', uid: 'uid-of-front' },
    message: `Deleted by the activity “break it” (${remove}) of the experiment “What if?”, chaos-workbench run run-1`,
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

test('what a sign-in program says is said in the run’s log, at once', async (t) => {
  const server = await startServer(t);
  const answer = {
    kind: 'ExecCredential',
    apiVersion: 'client.authentication.k8s.io/v1',
    status: { token: 't' },
  };
  const script = `console.error('Enter code 123'); console.log(${JSON.stringify(JSON.stringify(answer))})`;
  const exec = {
    apiVersion: answer.apiVersion,
    command: process.execPath,
    args: ['-e', script],
    interactiveMode: 'Never',
  };
  const ca = Buffer.from(server.pair.cert).toString('base64');
  const address = `https://127.0.0.1:${server.port}`;
  const config = {
    clusters: [{ name: 'c', cluster: { server: address, 'certificate-authority-data': ca } }],
    users: [{ name: 'u', user: { exec } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  };
  const kubeconfig = join(folder, 'config');
  await writeFile(kubeconfig, JSON.stringify(config));
  provider = createKubernetesProvider({ ...usual(), choice: { kubeconfig } });
  const lines: string[] = [];
  provider.logTo?.((level, text) => lines.push(`${level} ${text}`));
  await run('chaosk8s.pod.probes.count_pods', { label_selector: '' });
  assert.deepEqual(lines, ['INFO Enter code 123']);
  assert.equal(server.seen[0]?.headers.authorization, 'Bearer t');
});
