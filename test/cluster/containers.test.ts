import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Effect } from '../../src/engine/events.ts';
import type { JsonObject } from '../../src/experiment/json.ts';
import { createRecorder } from '../../src/kubernetes/activities/common/recorder.ts';
import { Emptying } from '../../src/kubernetes/activities/node/emptying.ts';
import { eviction } from '../../src/kubernetes/activities/node/eviction.ts';
import { openLedger } from '../../src/ledger/ledger.ts';
import { type Activities, newActivities } from './activities-support.ts';
import { open } from './connection-support.ts';
import { container, newPod, podThat, type RunningPod, steady } from './container-support.ts';
import { newBudget } from './node-support.ts';
import {
  type After,
  newNamespace,
  ready,
  type TestCluster,
  testCluster,
  until,
} from './support.ts';

const exec = 'chaosk8s.pod.actions.exec_in_pods';
const logs = 'chaosk8s.pod.probes.read_pod_logs';
const waitUntilReady = 'chaosk8s.deployment.probes.deployment_fully_available';
const waitUntilNotReady = 'chaosk8s.deployment.probes.deployment_not_fully_available';

let cluster: TestCluster;

before(() => {
  cluster = testCluster();
});

describe('a command in a container', () => {
  let ns: string;
  // Within a hook, `after` is about the hook: the namespace would go before the tests come.
  const tidying: (() => Promise<void>)[] = [];
  after(async () => {
    await Promise.all(tidying.map((work) => work()));
  });

  before(async () => {
    ns = await newNamespace(cluster, 'exec', { after: (work) => tidying.push(work) });
    const once = container('console.log("done")');
    await Promise.all([
      newPod(cluster, ns, 'web', { containers: [container(steady)] }),
      newPod(cluster, ns, 'ended', { containers: [once], restartPolicy: 'Never' }),
    ]);
    await podThat(cluster, ns, 'web', 'runs', ({ state }) => state.running !== undefined);
    await podThat(
      cluster,
      ns,
      'ended',
      'has ended',
      (_, { status }) => status.phase === 'Succeeded',
    );
  });

  const run = async (test: After, command: string[], stdin?: string) => {
    const client = await open(test, cluster.kubeconfig);
    const signal = AbortSignal.timeout(30_000);
    return client.exec({ namespace: ns, pod: 'web' }, command, {
      signal,
      ...(stdin !== undefined && { stdin }),
    });
  };

  /** The one result of the activity. */
  const act = async (test: After, cmd: string[], more: JsonObject = {}, app = 'web') => {
    const activities = await newActivities(cluster.kubeconfig, test);
    const args = { ns, label_selector: `app=${app}`, cmd, ...more };
    const [result] = (await activities.call(exec, args)) as JsonObject[];
    assert.deepEqual([result?.['pod_name'], result?.['cmd']], [app, cmd]);
    return [result?.['exit_code'], result?.['stdout'], result?.['stderr']];
  };

  test('reads its input to the end, also a long one and an empty one', async (t) => {
    const long = 'grüße aus dem Topf\n'.repeat(20_000);
    for (const input of ['hello\n', long, '']) {
      const { stdout, status } = await run(t, ['cat'], input);
      assert.equal(stdout, input);
      assert.equal(status['status'], 'Success');
    }
    const { stdout } = await run(t, ['wc', '-c'], long);
    assert.equal(Number(stdout), Buffer.byteLength(long));
  });

  test('without an input it reads nothing, and does not wait for it', async (t) => {
    assert.deepEqual(await act(t, ['cat']), [0, '', '']);
  });

  test('writes to both outputs', async (t) => {
    const command = ['sh', '-c', 'echo out; echo err >&2'];
    const { stdout, stderr } = await run(t, command);
    assert.deepEqual([stdout, stderr], ['out\n', 'err\n']);
    assert.deepEqual(await act(t, command), [0, 'out\n', '']);
  });

  test('ends with a code', async (t) => {
    for (const code of [1, 7, 255]) {
      const [exitCode, stdout, stderr] = await act(t, ['sh', '-c', `echo so; exit ${code}`]);
      assert.deepEqual([exitCode, stdout], [String(code), 'so\n']);
      assert.match(String(stderr), new RegExp(`exit code ${code}$`));
    }
  });

  test('is killed by a signal', async (t) => {
    const [killed] = await act(t, ['sh', '-c', 'kill -9 $$']);
    const [ended] = await act(t, ['sh', '-c', 'sleep 1000 & kill $!; wait $!']);
    assert.deepEqual([killed, ended], ['137', '143']);
  });

  test('is not there', async (t) => {
    const [exitCode, stdout, stderr] = await act(t, ['no-such-program', '-v']);
    // As in the original, which takes the first cause that the server names.
    assert.match(String(exitCode), /no-such-program/);
    assert.match(String(stderr), /executable file not found/);
    assert.equal(stdout, '');
  });

  test('finds a container that has ended', async (t) => {
    const [exitCode, stdout, stderr] = await act(t, ['true'], {}, 'ended');
    assert.notEqual(exitCode, 0);
    assert.equal(stdout, '');
    assert.match(String(stderr), /container/);
  });

  test('ends with the container', async (t) => {
    const going = act(t, ['sleep', '1000']);
    await until('the command is under way', async () => {
      const { stdout } = await run(t, ['sh', '-c', 'cat /proc/[0-9]*/cmdline']);
      return stdout.includes('sleep');
    });
    await act(t, ['kill', '1']);
    assert.deepEqual((await going).slice(0, 2), ['137', '']);
  });
});

describe('a log', () => {
  const text = async (activities: Activities, args: JsonObject) => {
    const found = (await activities.call(logs, {
      label_selector: 'app=web',
      ...args,
    })) as JsonObject;
    assert.deepEqual(Object.keys(found), ['web']);
    // Each line begins with its time.
    return String(found['web']).replace(/^\S+ /gm, '');
  };

  test('of the life before the last restart, and of this one', async (t) => {
    const ns = await newNamespace(cluster, 'logs', t);
    const count = `
      const { appendFileSync, readFileSync } = require("node:fs");
      appendFileSync("/data/lives", "x");
      const life = readFileSync("/data/lives").length;
      console.log("life " + life);
      process.on("SIGTERM", () => { console.log("end of " + life); process.exit(1); });
      setInterval(() => {}, 1e6);
    `;
    await newPod(cluster, ns, 'web', {
      containers: [container(count, { volumeMounts: [{ name: 'data', mountPath: '/data' }] })],
      volumes: [{ name: 'data', emptyDir: {} }],
    });
    const activities = await newActivities(cluster.kubeconfig, t);
    await until('the first life', async () => (await text(activities, { ns })) === 'life 1\n');
    await assert.rejects(text(activities, { ns, from_previous: true }), {
      code: 'kubernetes.refused',
    });
    await activities.call(exec, { ns, label_selector: 'app=web', cmd: 'kill 1' });
    await until('the second life', async () => (await text(activities, { ns })) === 'life 2\n');
    assert.equal(await text(activities, { ns, from_previous: true }), 'life 1\nend of 1\n');
    await podThat(cluster, ns, 'web', 'runs again', ({ restartCount }) => restartCount === 1);
  });

  test('of the last seconds only', async (t) => {
    const ns = await newNamespace(cluster, 'logs', t);
    const talk = 'console.log("old"); process.on("SIGUSR2", () => console.log("new"));';
    await newPod(cluster, ns, 'web', { containers: [container(talk + steady)] });
    const activities = await newActivities(cluster.kubeconfig, t);
    const lately = { ns, last: '2 seconds' };
    await until('the old line is there', async () => (await text(activities, { ns })) === 'old\n');
    await until('it is old', async () => (await text(activities, lately)) === '');
    await activities.call(exec, { ns, label_selector: 'app=web', cmd: 'kill -USR2 1' });
    await until('the new line is there', async () => (await text(activities, { ns })) !== 'old\n');
    assert.equal(await text(activities, lately), 'new\n');
    assert.equal(await text(activities, { ns, last: '10 minutes' }), 'old\nnew\n');
  });
});

/** Ready only a while after its start, so that a restart is seen. */
const slow = container(
  `setTimeout(() => require("node:fs").writeFileSync("/tmp/ready", ""), 1500); ${steady}`,
  { readinessProbe: { exec: { command: ['cat', '/tmp/ready'] }, periodSeconds: 1 } },
);

async function deploy(ns: string, replicas: number): Promise<void> {
  const labels = { app: 'web' };
  await cluster.api('POST', `/apis/apps/v1/namespaces/${ns}/deployments`, {
    metadata: { name: 'web' },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { terminationGracePeriodSeconds: 1, containers: [slow] },
      },
    },
  });
  await ready(cluster, ns, 'web', replicas);
}

test('a wait goes through the restart of a container', async (t) => {
  const ns = await newNamespace(cluster, 'restart', t);
  await deploy(ns, 1);
  const pods = `/api/v1/namespaces/${ns}/pods`;
  const [before] = await cluster.list<RunningPod>(pods);
  const activities = await newActivities(cluster.kubeconfig, t);
  const lost = activities.call(waitUntilNotReady, { ns, name: 'web', timeout: 30 });
  await activities.call(exec, { ns, label_selector: 'app=web', cmd: ['kill', '1'] });
  assert.equal(await lost, true);
  assert.equal(await activities.call(waitUntilReady, { ns, name: 'web', timeout: 50 }), true);
  const [after] = await cluster.list<RunningPod>(pods);
  assert.equal(after?.metadata.uid, before?.metadata.uid);
  const [status] = after?.status.containerStatuses ?? [];
  assert.partialDeepStrictEqual(status, { restartCount: 1, ready: true });
});

test('evicted pods go one by one, each when the one before is replaced', async (t) => {
  const ns = await newNamespace(cluster, 'evict', t);
  await deploy(ns, 2);
  await newBudget(cluster, ns, 'web', 1);
  const budget = `/apis/policy/v1/namespaces/${ns}/poddisruptionbudgets/web`;
  const pods = await cluster.list<RunningPod>(`/api/v1/namespaces/${ns}/pods`);
  const folder = await mkdtemp(join(tmpdir(), 'evict-'));
  t.after(() => rm(folder, { recursive: true }));
  const ledger = openLedger(folder);
  const evicted: (string | undefined)[] = [];
  const context = {
    signal: AbortSignal.timeout(60_000),
    runId: 'test-run',
    recorder: createRecorder(ledger, {
      cluster: 'c',
      place: { server: 's' },
      activity: 'a',
      activityId: 'i',
    }),
    effects: (some: readonly Effect[]) => evicted.push(...some.map(({ uid }) => uid)),
    log: () => undefined,
  };
  const client = await open(t, cluster.kubeconfig);
  const all = pods.map(({ metadata: { name, uid }, spec }) => ({
    node: spec.nodeName ?? '',
    namespace: ns,
    name,
    uid,
  }));
  let fewest = 2;
  const over = new AbortController();
  const watching = until('it is over', async () => {
    const { status } = await cluster.api<{ status: { currentHealthy: number } }>('GET', budget);
    fewest = Math.min(fewest, status.currentHealthy);
    return over.signal.aborted;
  });
  await new Emptying(client, context, 50).run(pods.map(eviction), all);
  over.abort();
  await watching;
  await ledger.close();
  assert.equal(fewest, 1);
  assert.deepEqual(evicted.sort(), pods.map(({ metadata }) => metadata.uid).sort());
  await ready(cluster, ns, 'web', 2);
});
