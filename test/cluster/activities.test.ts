import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { JsonObject } from '../../src/experiment/json.ts';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import type { LedgerEntry } from '../../src/ledger/record.ts';
import { isHumanError } from '../../src/messages/error.ts';
import { accountThatMay } from './account.ts';
import { newActivities } from './activities-support.ts';
import { faultProxy } from './connection-support.ts';
import {
  audited,
  clusterProgram,
  newDeployment,
  newNamespace,
  ready,
  type TestCluster,
  testCluster,
  until,
} from './support.ts';

const terminate = 'chaosk8s.pod.actions.terminate_pods';
const remove = 'chaosk8s.deployment.actions.delete_deployment';
const scale = 'chaosk8s.deployment.actions.scale_deployment';
const waitUntilReady = 'chaosk8s.deployment.probes.deployment_fully_available';

let cluster: TestCluster;

before(() => {
  cluster = testCluster();
});

const deploymentPath = (ns: string, name: string) =>
  `/apis/apps/v1/namespaces/${ns}/deployments/${name}`;

/** Sends what the ledger holds to put a change back. */
async function putBack(entries: readonly LedgerEntry[]): Promise<void> {
  for (const { method, path, body, contentType } of entries.flatMap(({ inverse }) => inverse)) {
    await cluster.api(String(method), String(path), body, contentType as string | undefined);
  }
}

test('a deleted deployment comes back from the ledger as it was', async (t) => {
  const ns = await newNamespace(cluster, 'undo', t);
  await newDeployment(cluster, ns, 'back', { replicas: 2 });
  const path = deploymentPath(ns, 'back');
  const former = await cluster.api('GET', path);
  const activities = await newActivities(cluster.kubeconfig, t);
  assert.equal(await activities.call(remove, { ns, name: 'back' }), null);
  await until('the deployment is gone', async () => (await cluster.find(path)) === undefined);
  await putBack(await activities.ledger());
  await ready(cluster, ns, 'back', 2);
  const restored = await cluster.api('GET', path);
  assert.deepEqual(restored.spec, former.spec);
  assert.deepEqual(restored.metadata.labels, former.metadata.labels);
  assert.notEqual(restored.metadata.uid, former.metadata.uid);
});

test('a scaled deployment gets its former number back from the ledger', async (t) => {
  const ns = await newNamespace(cluster, 'undo', t);
  await newDeployment(cluster, ns, 'back', { replicas: 1 });
  const activities = await newActivities(cluster.kubeconfig, t);
  await activities.call(scale, { ns, name: 'back', replicas: 0 });
  await ready(cluster, ns, 'back', 0);
  await putBack(await activities.ledger());
  await ready(cluster, ns, 'back', 1);
});

test('a deleted service comes back with its address', async (t) => {
  const ns = await newNamespace(cluster, 'undo', t);
  const services = `/api/v1/namespaces/${ns}/services`;
  const former = await cluster.api<KubeObject & { spec: { clusterIP: string } }>('POST', services, {
    metadata: { name: 'front' },
    spec: { type: 'NodePort', selector: { app: 'front' }, ports: [{ port: 80 }] },
  });
  const activities = await newActivities(cluster.kubeconfig, t);
  await activities.call('chaosk8s.service.actions.delete_service', { ns, name: 'front' });
  assert.equal(await cluster.find(`${services}/front`), undefined);
  await putBack(await activities.ledger());
  const restored = await cluster.api('GET', `${services}/front`);
  assert.deepEqual(restored.spec, former.spec);
});

test('a bare pod is warned about and comes back from the ledger', async (t) => {
  const ns = await newNamespace(cluster, 'undo', t);
  const pods = `/api/v1/namespaces/${ns}/pods`;
  await cluster.api('POST', pods, {
    metadata: { name: 'alone' },
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [
        {
          name: 'main',
          image: 'node:24-alpine',
          command: ['node', '-e', 'setInterval(() => {}, 1e6)'],
        },
      ],
    },
  });
  const running = (what: string) =>
    until(what, async () => {
      const pod = await cluster.find<KubeObject & { status: { phase: string } }>(`${pods}/alone`);
      return pod?.status.phase === 'Running' && pod;
    });
  await running('the pod runs');
  const activities = await newActivities(cluster.kubeconfig, t);
  const args = { ns, name_pattern: '^alone$' };
  await activities.prepare([{ path: terminate, args }]);
  const [fault] = activities.questions[0]?.faults ?? [];
  assert.equal(fault?.undo.grade, 'partial');
  assert.deepEqual(
    fault?.warnings.map(({ code }) => code),
    ['kubernetes.warn-bare-pod'],
  );
  assert.deepEqual(await activities.call(terminate, args), ['alone']);
  await until('the pod is gone', async () => (await cluster.find(`${pods}/alone`)) === undefined);
  await putBack(await activities.ledger());
  await running('the pod runs again');
});

test('a preview warns of a disruption budget and of an autoscaler', async (t) => {
  const ns = await newNamespace(cluster, 'warn', t);
  await newDeployment(cluster, ns, 'front');
  await cluster.api('POST', `/apis/policy/v1/namespaces/${ns}/poddisruptionbudgets`, {
    metadata: { name: 'keep' },
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'front' } } },
  });
  await cluster.api('POST', `/apis/autoscaling/v2/namespaces/${ns}/horizontalpodautoscalers`, {
    metadata: { name: 'grow' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'front' },
      minReplicas: 1,
      maxReplicas: 2,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
        },
      ],
    },
  });
  const activities = await newActivities(cluster.kubeconfig, t);
  await activities.prepare([
    { path: terminate, args: { ns, label_selector: 'app=front' } },
    { path: scale, args: { ns, name: 'front', replicas: 0 } },
  ]);
  const codes = activities.questions[0]?.faults.map(({ warnings }) =>
    warnings.map(({ code }) => code),
  );
  assert.deepEqual(codes, [['kubernetes.warn-budget'], ['kubernetes.warn-autoscaler']]);
});

test('a run that is not confirmed changes nothing', async (t) => {
  const ns = await newNamespace(cluster, 'consent', t);
  await newDeployment(cluster, ns, 'front');
  const former = await cluster.api('GET', deploymentPath(ns, 'front'));
  const activities = await newActivities(cluster.kubeconfig, t, { answer: false });
  await assert.rejects(activities.prepare([{ path: remove, args: { ns, name: 'front' } }]), {
    code: 'kubernetes.consent-refused',
  });
  const now = await cluster.api('GET', deploymentPath(ns, 'front'));
  assert.equal(now.metadata.uid, former.metadata.uid);
  assert.deepEqual(await activities.ledger(), []);
});

test('a wait ends with the stop', async (t) => {
  const ns = await newNamespace(cluster, 'stop', t);
  const activities = await newActivities(cluster.kubeconfig, t);
  const stop = new AbortController();
  const reason = new Error('stopped by the test');
  const waiting = activities.call(
    waitUntilReady,
    { ns, name: 'nobody', timeout: 30 },
    { signal: stop.signal },
  );
  const timer = setTimeout(() => stop.abort(reason), 500);
  t.after(async () => clearTimeout(timer));
  await assert.rejects(waiting, (error) => error === reason);
});

test('a command ends with the stop, and nobody knows what it did', async (t) => {
  const ns = await newNamespace(cluster, 'stop', t);
  await newDeployment(cluster, ns, 'front');
  const activities = await newActivities(cluster.kubeconfig, t);
  const stop = new AbortController();
  const reason = new Error('stopped by the test');
  const running = activities.call(
    'chaosk8s.pod.actions.exec_in_pods',
    { ns, label_selector: 'app=front', cmd: ['sleep', '30'] },
    { signal: stop.signal },
  );
  await until('the command is in the ledger', async () => (await activities.ledger()).length === 1);
  const timer = setTimeout(() => stop.abort(reason), 500);
  t.after(async () => clearTimeout(timer));
  await assert.rejects(running, (error) => error === reason);
  const [entry] = await activities.ledger();
  assert.equal(entry?.state, 'unknown');
});

test('a command that takes too long ends alone', async (t) => {
  const ns = await newNamespace(cluster, 'exec', t);
  await newDeployment(cluster, ns, 'front');
  const activities = await newActivities(cluster.kubeconfig, t);
  const cmd = ['sleep', '30'];
  const args = { ns, label_selector: 'app=front', cmd, request_timeout: 1 };
  const [result] = (await activities.call(
    'chaosk8s.pod.actions.exec_in_pods',
    args,
  )) as JsonObject[];
  assert.equal(result?.['exit_code'], 1);
});

test('who may not watch still waits, by looking again', async (t) => {
  const ns = await newNamespace(cluster, 'poll', t);
  await newDeployment(cluster, ns, 'front');
  const kubeconfig = await accountThatMay(['get', 'list'], ns, cluster, t);
  const activities = await newActivities(kubeconfig, t);
  await cluster.api(
    'PATCH',
    deploymentPath(ns, 'front'),
    { spec: { replicas: 0 } },
    'application/merge-patch+json',
  );
  await ready(cluster, ns, 'front', 0);
  const waiting = activities.call('chaosk8s.deployment.probes.deployment_not_fully_available', {
    ns,
    name: 'front',
    timeout: 30,
  });
  await cluster.api(
    'PATCH',
    deploymentPath(ns, 'front'),
    { spec: { replicas: 1, template: { spec: { nodeSelector: { nowhere: 'true' } } } } },
    'application/merge-patch+json',
  );
  assert.equal(await waiting, true);
});

test('what is forbidden fails with who may not do what where', async (t) => {
  const ns = await newNamespace(cluster, 'rights', t);
  await newDeployment(cluster, ns, 'front');
  const kubeconfig = await accountThatMay(['get', 'list'], ns, cluster, t);
  const activities = await newActivities(kubeconfig, t);
  await assert.rejects(activities.call(remove, { ns, name: 'front' }), (error) => {
    assert.ok(isHumanError(error));
    assert.equal(error.code, 'kubernetes.forbidden');
    const who = `system:serviceaccount:${ns}:tester`;
    assert.partialDeepStrictEqual(error.args, { who, verb: 'delete', namespace: ns });
    return true;
  });
  const [entry] = await activities.ledger();
  assert.equal(entry?.state, 'failed');
});

describe('on a cluster with an audit log and a fault proxy', { skip: !clusterProgram }, () => {
  test('a deletion whose answer is lost happens once and counts as applied', async (t) => {
    const ns = await newNamespace(cluster, 'lost', t);
    await newDeployment(cluster, ns, 'front', { replicas: 3 });
    const { kubeconfig, fault } = await faultProxy(t);
    await fault(`DELETE ^/api/v1/namespaces/${ns}/pods/`, 'drop-response', '--times', '2');
    const activities = await newActivities(kubeconfig, t);
    const filter = { verb: 'delete', resource: 'pods', userAgent: 'chaos-workbench' };
    const { result, changes } = await audited(filter, () =>
      activities.call(terminate, { ns, label_selector: 'app=front', qty: 2 }),
    );
    assert.equal((result as string[]).length, 2);
    assert.deepEqual(
      changes.map(({ object, count }) => [object, count]).sort(),
      (result as string[]).map((name) => [`${ns}/${name}`, 1]).sort(),
    );
    const states = (await activities.ledger()).map(({ state }) => state);
    assert.deepEqual(states, ['applied', 'applied']);
  });

  test('a deployment whose answer is lost is created once', async (t) => {
    const ns = await newNamespace(cluster, 'lost', t);
    const { kubeconfig, fault } = await faultProxy(t);
    await fault(
      `POST ^/apis/apps/v1/namespaces/${ns}/deployments`,
      'drop-response',
      '--times',
      '1',
    );
    const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
    t.after(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'made.json'), JSON.stringify(made));
    const activities = await newActivities(kubeconfig, t, { cwd: folder });
    await activities.call('chaosk8s.deployment.actions.create_deployment', {
      ns,
      spec_path: 'made.json',
    });
    const created = await cluster.api('GET', deploymentPath(ns, 'made'));
    const [entry] = await activities.ledger();
    assert.equal(entry?.state, 'applied');
    assert.equal(entry?.uid, created.metadata.uid);
  });
});

const made = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'made' },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: 'made' } },
    template: {
      metadata: { labels: { app: 'made' } },
      spec: { containers: [{ name: 'main', image: 'node:24-alpine' }] },
    },
  },
};
