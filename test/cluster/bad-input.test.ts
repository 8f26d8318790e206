import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { chaosWorkbench, type Ended } from './lesson-support.ts';
import {
  type Audited,
  audited,
  newDeployment,
  newNamespace,
  runClusterProgram,
  testCluster,
} from './support.ts';

const cluster = testCluster();

/** Milliseconds in which a run against a server that does not answer must be over. */
const limit = 60_000;

interface Journal {
  status: string;
  deviated: boolean;
  run: { status: string; exception?: string[] }[];
}

/** A namespace that no run here may change; it need not even be there. */
const untouched = 'test-bad-input';

/** What a person sees of a run, and what the cluster saw. */
interface Seen extends Ended {
  /** Missing where there is no journal. */
  journal?: Journal;
  /** Whether the step before the one on the cluster was played. */
  played: boolean;
  /** By `chaos-workbench`, in the namespaces of this file: others may test on the same cluster. */
  changes: Audited[];
}

/** An experiment whose second step deletes pods. */
function experiment(namespace: string, args: object): string {
  const played = "require('node:fs').writeFileSync('played', '')";
  const provider = { type: 'process', path: process.execPath, arguments: ['-e', played] };
  const experiment = {
    title: 'Pods are deleted',
    description: 'What is wrong here is said in words.',
    configuration: { who: { type: 'env', key: 'WHO', default: '' } },
    method: [
      { type: 'action', name: 'first', provider },
      {
        type: 'action',
        name: 'delete the pods',
        provider: {
          type: 'python',
          module: 'chaosk8s.pod.actions',
          func: 'terminate_pods',
          arguments: { ns: namespace, ...args },
        },
      },
    ],
  };
  return JSON.stringify(experiment, null, 2);
}

/** Runs an experiment in a folder of its own. */
async function run(
  t: TestContext,
  text: string,
  options: { args?: string[]; env?: object; kubeconfig?: string } = {},
): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'experiment.json'), text);
  const kubeconfig = options.kubeconfig ?? cluster.kubeconfig;
  const env = { CHAOS_WORKBENCH_STATE: join(folder, 'state'), HOME: folder, ...options.env };
  const { result, changes } = await audited({ userAgent: 'chaos-workbench' }, () =>
    chaosWorkbench(
      { cluster: { ...cluster, kubeconfig }, namespace: '' },
      ['run', 'experiment.json', ...(options.args ?? [])],
      env,
      folder,
    ),
  );
  assert.doesNotMatch(result.err, /^\s+at |mistake in Chaos Workbench|Unhandled/m);
  const path = join(folder, 'journal.json');
  return {
    ...result,
    ...(existsSync(path) && { journal: JSON.parse(await readFile(path, 'utf8')) }),
    played: existsSync(join(folder, 'played')),
    changes: changes.filter(({ object }) => object.startsWith(untouched)),
  };
}

/** As in the original: a failed action does not fail the run; the words say what it is worth. */
function assertNothingInjected(seen: Seen, reason: RegExp): void {
  assert.equal(seen.code, 0, seen.err);
  assert.equal(seen.journal?.status, 'completed');
  assert.equal(seen.journal?.deviated, false);
  assert.deepEqual(
    seen.journal?.run.map(({ status }) => status),
    ['succeeded', 'failed'],
  );
  assert.match(seen.journal?.run[1]?.exception?.join('') ?? '', reason);
  assert.match(seen.err, new RegExp(`ERROR\\].*failed: .*${reason.source}`));
  assert.match(seen.out, /1 of 2 actions failed: “delete the pods”/);
  assert.deepEqual(seen.changes, []);
}

/** A run that was refused before its first step. */
function assertRefused(seen: Seen, reason: RegExp): void {
  assert.equal(seen.code, 1);
  assert.match(seen.err, reason);
  assert.equal(seen.out, '');
  assert.equal(seen.played, false);
  assert.equal(seen.journal, undefined);
  assert.deepEqual(seen.changes, []);
}

async function kubeconfigOf(user: string): Promise<string> {
  return (await runClusterProgram('kubeconfig', user)).trim();
}

/** A file beside nothing else, gone after the test. */
async function file(t: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'config'), text);
  return join(folder, 'config');
}

const kubeconfigFor = (server: string) => `apiVersion: v1
kind: Config
clusters: [{name: c, cluster: {server: "${server}"}}]
users: [{name: u, user: {token: t}}]
contexts: [{name: x, context: {cluster: c, user: u}}]
current-context: x
`;

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('an empty selection is refused with its place before anything happens', async (t) => {
  const cases: [string, object, object][] = [
    ['nothing is given', {}, {}],
    ['a substitution is empty', { label_selector: '${who}' }, {}],
    ['so is its variable', { label_selector: '${who}' }, { WHO: '' }],
  ];
  for (const [name, args, env] of cases) {
    await t.test(name, async (t) => {
      const text = experiment(untouched, args);
      // The activity's brace, counted from 1: its name stands in the second line after it.
      const line = text.split('\n').findIndex((each) => each.includes('delete the pods')) - 1;
      const seen = await run(t, text, { env });
      assertRefused(seen, new RegExp(`experiment\\.json:${line}:\\d+: .*“delete the pods”`));
      assert.match(seen.err, /namespace “test-bad-input”.*--allow-unscoped/);
    });
  }
});

test('an empty selection that is allowed takes the whole namespace', async (t) => {
  const namespace = await newNamespace(cluster, 'bad-input', t);
  await newDeployment(cluster, namespace, 'web', { replicas: 2 });
  const text = experiment(namespace, { label_selector: '${who}', all: true, grace_period: 0 });
  const { code, err, changes } = await run(t, text, { args: ['--allow-unscoped'] });
  assert.equal(code, 0, err);
  const deleted = changes.filter(({ verb }) => verb === 'delete');
  assert.equal(deleted.length, 2);
  assert.ok(deleted.every(({ object }) => object.startsWith(`${namespace}/web-`)));
});

test('a closed port: the server is named, and what to look at', async (t) => {
  const server = createServer();
  const address = await listening(server);
  server.close();
  await once(server, 'close');
  const kubeconfig = await file(t, kubeconfigFor(address));
  const seen = await run(t, experiment(untouched, { label_selector: 'a=b' }), { kubeconfig });
  assertNothingInjected(seen, new RegExp(`${address} can’t be reached: .*refused.*Check that`));
});

test('a server that accepts and never answers does not hold a run up', async (t) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  t.after(() => {
    for (const socket of sockets) {
      socket.destroy();
    }
    server.close();
  });
  const address = await listening(server);
  const kubeconfig = await file(t, kubeconfigFor(address));
  const text = experiment(untouched, { label_selector: 'a=b' });
  const seen = await Promise.race([
    run(t, text, { kubeconfig }),
    once(AbortSignal.timeout(limit), 'abort').then(() => assert.fail('the run hangs')),
  ]);
  assertNothingInjected(
    seen,
    new RegExp(`${address} can’t be reached: .*within \\d+ s.*Check that`),
  );
});

test('an expired token: whose it is, where it is from, and to sign in again', async (t) => {
  const kubeconfig = await kubeconfigOf('expired');
  const seen = await run(t, experiment(untouched, { label_selector: 'a=b' }), { kubeconfig });
  assertNothingInjected(seen, /credentials of user “expired” in .*expired.*sign in again/);
});

test('a forbidden action: who may not do what, and where', async (t) => {
  const kubeconfig = await kubeconfigOf('nobody');
  const seen = await run(t, experiment(untouched, { label_selector: 'a=b' }), { kubeconfig });
  assertNothingInjected(
    seen,
    /nobody may not list pods in namespace test-bad-input on https:.*role/,
  );
  assert.match(seen.out, /forbidden/);
});

test('one who may only look is told at the deletion, and no pod is gone', async (t) => {
  const namespace = await newNamespace(cluster, 'bad-input', t);
  await newDeployment(cluster, namespace, 'web');
  const kubeconfig = await kubeconfigOf('viewer');
  const text = experiment(namespace, { label_selector: 'app=web' });
  const { changes, ...seen } = await run(t, text, { kubeconfig });
  // The server was asked and refused: in its log the attempt is there with 403, and nothing else.
  assert.deepEqual(
    changes.map(({ verb, code }) => [verb, code]),
    [['delete', 403]],
  );
  const reason = new RegExp(`viewer may not delete pods.* in namespace ${namespace} on https:`);
  assertNothingInjected({ ...seen, changes: [] }, reason);
  assert.match(seen.out, /forbidden/);
});

test('no kubeconfig at all: where it was looked for, and how to get one', async (t) => {
  const kubeconfig = join(tmpdir(), 'no such folder', 'config');
  const seen = await run(t, experiment(untouched, { label_selector: 'a=b' }), { kubeconfig });
  assertNothingInjected(seen, /no kubeconfig at .*no such folder.config.*point KUBECONFIG to/);
});

test('a broken kubeconfig: file and line', async (t) => {
  const kubeconfig = await file(t, 'apiVersion: v1\nkind: Config\nclusters: 5\n');
  const seen = await run(t, experiment(untouched, { label_selector: 'a=b' }), { kubeconfig });
  assertNothingInjected(seen, /config:3: clusters must be a list/);
});

test('a context or kubeconfig that was asked for by name must be there', async (t) => {
  const text = experiment(untouched, { label_selector: 'a=b' });
  const context = await run(t, text, { args: ['--context', 'stagign'] });
  assertRefused(context, /no context “stagign” in .*Contexts: \S+/);
  const missing = await run(t, text, { args: ['--kubeconfig', 'nowhere'] });
  assertRefused(missing, /no kubeconfig at .*nowhere/);
  const path = await file(t, 'clusters: [\n');
  const broken = await run(t, text, { args: ['--kubeconfig', path] });
  assertRefused(broken, /config:\d+: this kubeconfig is not well formed/);
});
