import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { JsonObject } from '../../src/experiment/json.ts';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { accountThatMay } from './account.ts';
import { chaosWorkbench, cli } from './lesson-support.ts';
import {
  audited,
  clusterProgram,
  newDeployment,
  newNamespace,
  testCluster,
  until,
} from './support.ts';

const cluster = testCluster();

/** A namespace with a deployment of two, and the command line with a home of its own. */
async function start(t: TestContext) {
  const ns = await newNamespace(cluster, 'policy', t);
  await newDeployment(cluster, ns, 'front', { replicas: 2 });
  const folder = await mkdtemp(join(tmpdir(), 'policy-'));
  t.after(() => rm(folder, { recursive: true }));
  const env = {
    CHAOS_WORKBENCH_STATE: join(folder, 'state'),
    XDG_CONFIG_HOME: join(folder, 'config'),
  };
  const put = async (path: string, content: object) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(content));
    return file;
  };
  const command = async (args: string[], more: Record<string, string> = {}) =>
    chaosWorkbench({ cluster, namespace: ns }, args, { ...env, ...more }, join(folder, 'work'));
  const run = async (method: JsonObject[], ...options: string[]) => {
    await put('work/experiment.json', { title: 'Policy', description: 'd', method });
    return command(['run', 'experiment.json', ...options]);
  };
  await mkdir(join(folder, 'work'));
  return { ns, folder, env, put, command, run };
}

function action(path: string, args: JsonObject, rest: JsonObject = {}): JsonObject {
  const [, module = '', func = ''] = /^(.*)\.(\w+)$/.exec(path) ?? [];
  const provider = { type: 'python', module: `chaosk8s.${module}`, func, arguments: args };
  return { type: 'action', name: `break by ${func}`, provider, ...rest };
}

const terminate = (ns: string, more: JsonObject = {}) =>
  action('pod.actions.terminate_pods', { ns, label_selector: 'app=front', ...more });

const annotate = (path: string) =>
  cluster.api(
    'PATCH',
    path,
    { metadata: { annotations: { 'chaos-workbench/opt-out': 'true' } } },
    'application/merge-patch+json',
  );

const podsOf = (ns: string) =>
  cluster.list(`/api/v1/namespaces/${ns}/pods?labelSelector=app%3Dfront`);
const uidsOf = async (ns: string) => (await podsOf(ns)).map(({ metadata }) => metadata.uid).sort();

const userPolicy = 'config/ChaosWorkbench/policy.json';
const workPolicy = 'work/.chaos-workbench/policy.json';

test('a denied namespace is left alone, whoever denies it', async (t) => {
  const { ns, put, run, folder } = await start(t);
  const before = await uidsOf(ns);
  const system = await run([
    action('deployment.actions.delete_deployment', { ns: 'kube-system', name: 'x' }),
  ]);
  assert.equal(system.code, 1);
  assert.match(
    system.err,
    /experiment\.json:1:\d+: .*“break by delete_deployment”.*"!kube-system"/,
  );
  for (const path of [userPolicy, workPolicy]) {
    const file = await put(path, { deniedNamespaces: ['test-policy-*'] });
    const { code, err } = await run([terminate(ns)]);
    assert.equal(code, 1);
    assert.match(err, new RegExp(`“${ns}” is denied by “test-policy-\\*” \\(${file}:1:22\\)`));
    await rm(file);
  }
  // A workspace lifts nothing of the user's.
  await put(userPolicy, { deniedNamespaces: ['test-policy-*'] });
  await put(workPolicy, { deniedNamespaces: ['!test-policy-*'] });
  assert.equal((await run([terminate(ns)])).code, 1);
  await put(userPolicy, { deniedNamespaces: ['test-policy-*', '!test-policy-*'] });
  assert.deepEqual(await uidsOf(ns), before);
  assert.equal((await run([terminate(ns)])).code, 0);
  assert.ok(existsSync(join(folder, 'work/journal.json')));
});

test('who has opted out is no target: a pod, a workload, a namespace', async (t) => {
  const { ns, run, command } = await start(t);
  const [pod] = await podsOf(ns);
  const before = await uidsOf(ns);
  const all = terminate(ns, { all: true });
  const refused = async (where: RegExp) => {
    const { code, err } = await run([all]);
    assert.equal(code, 1);
    assert.match(err, where);
    assert.match((await command(['targets', 'experiment.json'])).out, where);
    assert.deepEqual(await uidsOf(ns), before);
  };
  const clear = (path: string) =>
    cluster.api(
      'PATCH',
      path,
      { metadata: { annotations: { 'chaos-workbench/opt-out': null } } },
      'application/merge-patch+json',
    );
  const paths: [string, RegExp][] = [
    [`/api/v1/namespaces/${ns}/pods/${pod?.metadata.name}`, /Pod front-\S+ has opted out/],
    [`/apis/apps/v1/namespaces/${ns}/deployments/front`, /Deployment front has opted out/],
    [`/api/v1/namespaces/${ns}`, /namespace test-policy-\S+ has opted out/],
  ];
  for (const [path, where] of paths) {
    await annotate(path);
    await refused(where);
    await clear(path);
  }
  assert.equal((await run([all])).code, 0);
});

test('an annotation that comes during the run holds too', async (t) => {
  const { ns, run } = await start(t);
  const before = await uidsOf(ns);
  const first = action('deployment.actions.scale_deployment', { ns, name: 'front', replicas: 2 });
  const waiting = { ...terminate(ns), pauses: { before: 5 } };
  const running = run([first, waiting]);
  await until('the run has begun', async () => {
    const [event] = await eventsIn(ns);
    return event;
  });
  await annotate(`/api/v1/namespaces/${ns}`);
  const { err } = await running;
  assert.match(err, /namespace test-policy-\S+ has opted out/);
  assert.deepEqual(await uidsOf(ns), before);
});

test('an action hits no more than it may: a number, or a share of the ready pods', async (t) => {
  const { ns, put, run } = await start(t);
  const before = await uidsOf(ns);
  await put(userPolicy, { maxTargets: 5 });
  await put(workPolicy, { maxTargets: 1 });
  const two = await run([terminate(ns, { qty: 2 })]);
  assert.equal(two.code, 1);
  assert.match(two.err, /would hit 2 objects, but no action may hit more than 1/);
  await put(workPolicy, { maxTargets: '50%' });
  const share = await run([terminate(ns, { qty: 2 })]);
  assert.match(share.err, /take 2 of 2 ready of Deployment\/front .*more than 50 %/);
  const whole = await run([action('deployment.actions.delete_deployment', { ns, name: 'front' })]);
  assert.match(whole.err, /take 2 of 2 ready of Deployment\/front/);
  assert.deepEqual(await uidsOf(ns), before);
  assert.equal((await run([terminate(ns, { qty: 1 })])).code, 0);
});

test('a read-only cluster is not changed, by samples neither; a pinned one is the only one', async (t) => {
  const { ns, put, run, command } = await start(t);
  const empty = await newNamespace(cluster, 'policy', t);
  const before = await uidsOf(ns);
  const file = await put(workPolicy, { readOnlyClusters: ['https://127.0.0.1:*'] });
  const { result, changes } = await runAudited(async () => [
    await run([terminate(ns)]),
    await command(['samples', 'deploy', '--namespace', empty]),
    await run([
      {
        type: 'probe',
        name: 'count',
        provider: {
          type: 'python',
          module: 'chaosk8s.pod.probes',
          func: 'count_pods',
          arguments: { ns, label_selector: 'app=front' },
        },
      },
    ]),
  ]);
  const [faulty, samples, probing] = result;
  assert.match(faulty?.err ?? '', new RegExp(`readOnlyClusters \\(${file}:1:22\\)`));
  assert.match(samples?.err ?? '', /readOnlyClusters/);
  assert.deepEqual([faulty?.code, samples?.code, probing?.code], [1, 1, 0]);
  assert.deepEqual(changes, []);

  await put(workPolicy, { pinnedCluster: 'kind-*' });
  const pinned = await run([terminate(ns)]);
  assert.match(pinned.err, /only reach the cluster “kind-\*” .* identity [0-9a-f]{32}/);
  assert.match((await command(['samples', 'remove', '--namespace', empty])).err, /“kind-\*”/);
  const [, id = ''] = /identity ([0-9a-f]{32})/.exec(pinned.err) ?? [];
  assert.deepEqual(await uidsOf(ns), before);
  await put(workPolicy, { pinnedCluster: id });
  assert.equal((await run([terminate(ns)])).code, 0);
});

/** What the command line asked the cluster to change meanwhile; nothing is known elsewhere. */
async function runAudited<T>(use: () => Promise<T>) {
  return clusterProgram === undefined
    ? { result: await use(), changes: [] }
    : audited({ userAgent: 'chaos-workbench/', telling: true }, use);
}

interface Event extends KubeObject {
  reason: string;
  message: string;
  involvedObject: { kind: string; name: string; uid?: string };
}

const eventsIn = async (ns: string) =>
  (await cluster.list<Event>(`/api/v1/namespaces/${ns}/events`)).filter(
    ({ reason }) => reason === 'ChaosExperiment',
  );

test('what was done is told on its target, and every request names tool and run', async (t) => {
  const { ns, run, folder } = await start(t);
  const [before] = await podsOf(ns);
  const method = [
    terminate(ns),
    action('deployment.actions.scale_deployment', { ns, name: 'front', replicas: 1 }),
  ];
  const { result, changes } = await runAudited(() => run(method));
  assert.equal(result.code, 0, result.err);
  const events = await eventsIn(ns);
  const deleted = events.find(({ involvedObject }) => involvedObject.kind === 'Pod');
  assert.match(deleted?.message ?? '', /^Deleted by the activity “break by terminate_pods” \(/);
  assert.match(deleted?.message ?? '', /of the experiment “Policy”, chaos-workbench run \d{8}T/);
  assert.equal(deleted?.involvedObject.uid !== undefined, true);
  assert.ok(before);
  const scaled = events.find(({ involvedObject }) => involvedObject.kind === 'Deployment');
  assert.match(scaled?.message ?? '', /^Changed by the activity “break by scale_deployment”/);

  const [, runId = ''] = /run (\d{8}T\S+)$/.exec(scaled?.message ?? '') ?? [];
  const own = changes.filter(({ object }) => object.startsWith(`${ns}/`));
  for (const { userAgent } of own) {
    assert.match(userAgent, new RegExp(`^chaos-workbench/\\S+ \\(run ${runId}\\)$`));
  }
  if (clusterProgram !== undefined) {
    const verbs = new Set(own.map(({ verb, resource }) => `${verb} ${resource}`));
    assert.deepEqual([...verbs].sort(), [
      'create events',
      'create leases.coordination.k8s.io',
      'delete leases.coordination.k8s.io',
      'delete pods',
      'patch deployments.apps',
    ]);
  }
  const { metadata } = await cluster.api('GET', `/apis/apps/v1/namespaces/${ns}/deployments/front`);
  const managers = (metadata as { managedFields?: { manager: string }[] }).managedFields ?? [];
  assert.ok(managers.some(({ manager }) => manager === `chaos-workbench-${runId}`));
  assert.ok(existsSync(join(folder, 'state/runs', runId)));
});

const leasePath = (ns: string) =>
  `/apis/coordination.k8s.io/v1/namespaces/${ns}/leases/chaos-workbench`;

test('two runs are not in one namespace at once; a crashed one’s lease is taken over', async (t) => {
  const { ns, folder, env, put, run } = await start(t);
  const other = await newNamespace(cluster, 'policy', t);
  const scale = (replicas: number, pause = 0) => ({
    ...action('deployment.actions.scale_deployment', { ns, name: 'front', replicas }),
    pauses: { after: pause },
  });
  await put('work/long.json', { title: 'Long', description: 'd', method: [scale(2, 60)] });
  const args = [cli, 'run', 'long.json', '--journal-path', join(folder, 'long-journal.json')];
  const child = spawn(process.execPath, args, {
    cwd: join(folder, 'work'),
    env: { ...process.env, KUBECONFIG: cluster.kubeconfig, ...env },
    stdio: 'ignore',
  });
  t.after(() => child.kill('SIGKILL'));
  await until('the first run holds its lease', () => cluster.find(leasePath(ns)));
  await until('the first run has begun', async () => (await eventsIn(ns)).length > 0);

  const refused = await run([scale(1)]);
  assert.equal(refused.code, 1);
  assert.match(refused.err, new RegExp(`“${ns}” .*: \\S+@\\S+ \\(run \\d{8}T\\S+\\), since 20`));
  assert.match(refused.err, /--no-lease/);
  assert.equal((await run([terminate(other)])).code, 0);
  assert.equal((await run([scale(2)], '--no-lease')).code, 0);

  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  const held = await cluster.find<{ spec: { renewTime: string } }>(leasePath(ns));
  assert.ok(held);
  const expired = Date.parse(held.spec.renewTime) + 16_000;
  assert.equal((await run([scale(1)])).code, 1);
  await until('the lease has run out', async () => Date.now() > expired);
  assert.equal((await run([scale(1)])).code, 0);
  assert.equal(await cluster.find(leasePath(ns)), undefined);
});

test('who may have neither leases nor events nor namespaces runs without them', async (t) => {
  const { ns, folder, put } = await start(t);
  const rights = ['list', 'delete', 'deletecollection'];
  const kubeconfig = await accountThatMay(rights, ns, cluster, t);
  await put('work/experiment.json', {
    title: 'Poor',
    description: 'd',
    method: [terminate(ns, { all: true })],
  });
  const env = { CHAOS_WORKBENCH_STATE: join(folder, 'state'), KUBECONFIG: kubeconfig };
  const args = ['run', 'experiment.json'];
  const { code, err } = await chaosWorkbench(
    { cluster, namespace: ns },
    args,
    env,
    join(folder, 'work'),
  );
  assert.equal(code, 0, err);
  assert.match(err, /Whether namespace \S+ has opted out of experiments is not known/);
  assert.match(err, /Other runs are not kept out of namespace \S+/);
  assert.equal((await eventsIn(ns)).length, 0);
});
