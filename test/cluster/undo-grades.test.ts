import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { JsonObject } from '../../src/experiment/json.ts';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { undoEntries } from '../../src/kubernetes/undo/undo.ts';
import type { LedgerEntry } from '../../src/ledger/record.ts';
import { type Activities, newActivities } from './activities-support.ts';
import { kubectl, open } from './connection-support.ts';
import { newDeployment, newNamespace, ready, testCluster } from './support.ts';

const cluster = testCluster();

async function start(t: TestContext) {
  const ns = await newNamespace(cluster, 'grades', t);
  return { ns, activities: await newActivities(cluster.kubeconfig, t) };
}

async function undo(activities: Activities, t: TestContext): Promise<LedgerEntry[]> {
  const entries = await activities.ledger();
  const outcomes = await undoEntries(entries, {
    client: await open(t, cluster.kubeconfig),
    ledger: { undone: async () => undefined },
    ask: async () => false,
    told: () => undefined,
    signal: AbortSignal.timeout(60_000),
  });
  assert.deepEqual(
    outcomes.map(({ how }) => how),
    entries.map(() => 'done'),
  );
  return entries;
}

const gradeOf = ([entry]: LedgerEntry[]) => entry?.undo as unknown as JsonObject;

test('the address of a service that was deleted answers again', async (t) => {
  const { ns, activities } = await start(t);
  const serve = 'require("node:http").createServer((_, answer) => answer.end("here")).listen(8080)';
  await newDeployment(cluster, ns, 'back');
  const path = `/apis/apps/v1/namespaces/${ns}/deployments/back`;
  const containers = [{ name: 'main', command: ['node', '-e', serve] }];
  const merge = 'application/strategic-merge-patch+json';
  await cluster.api('PATCH', path, { spec: { template: { spec: { containers } } } }, merge);
  await ready(cluster, ns, 'back', 1);
  const services = `/api/v1/namespaces/${ns}/services`;
  const { spec } = await cluster.api<KubeObject & { spec: { clusterIP: string } }>(
    'POST',
    services,
    {
      metadata: { name: 'back' },
      spec: { selector: { app: 'back' }, ports: [{ port: 80, targetPort: 8080 }] },
    },
  );
  const asker = await newActivities(cluster.kubeconfig, t);
  // The proxy on the node hears of the service a moment later.
  const script = `const again = (tries) =>
    fetch("http://${spec.clusterIP}", { signal: AbortSignal.timeout(2000) })
      .then((answer) => answer.text())
      .then(console.log, () => tries > 0 && setTimeout(again, 500, tries - 1));
    again(10)`;
  const ask = async () => {
    const args = { ns, label_selector: 'app=back', cmd: ['node', '-e', script] };
    const [result] = (await asker.call('chaosk8s.pod.actions.exec_in_pods', args)) as JsonObject[];
    return String(result?.['stdout']).trim();
  };
  assert.equal(await ask(), 'here');
  await activities.call('chaosk8s.service.actions.delete_service', { ns, name: 'back' });
  await undo(activities, t);
  assert.equal(await ask(), 'here');
});

test('a deployment that was deleted has no history to go back in, and its grade says so', async (t) => {
  const { ns, activities } = await start(t);
  await newDeployment(cluster, ns, 'back');
  await kubectl(cluster.kubeconfig, ['-n', ns, 'set', 'env', 'deployment/back', 'REVISION=2']);
  await ready(cluster, ns, 'back', 1);
  await activities.call('chaosk8s.deployment.actions.delete_deployment', { ns, name: 'back' });
  const { grade, reason } = gradeOf(await undo(activities, t));
  await ready(cluster, ns, 'back', 1);
  assert.deepEqual(
    [grade, (reason as JsonObject)['code']],
    ['partial', 'kubernetes.undo-deployment'],
  );
  await assert.rejects(
    kubectl(cluster.kubeconfig, ['-n', ns, 'rollout', 'undo', 'deployment/back']),
    /no rollout history found/,
  );
});

test('a deployment that was restarted can still go back in its history', async (t) => {
  const { ns, activities } = await start(t);
  await newDeployment(cluster, ns, 'back');
  await kubectl(cluster.kubeconfig, ['-n', ns, 'set', 'env', 'deployment/back', 'REVISION=2']);
  await ready(cluster, ns, 'back', 1);
  await activities.call('chaosk8s.deployment.actions.rollout_deployment', { ns, name: 'back' });
  const { grade } = gradeOf(await undo(activities, t));
  assert.equal(grade, 'partial');
  await ready(cluster, ns, 'back', 1);
  const env = async () => {
    const path = `/apis/apps/v1/namespaces/${ns}/deployments/back`;
    const { spec } = await cluster.api<
      KubeObject & { spec: { template: { spec: { containers: { env?: object[] }[] } } } }
    >('GET', path);
    return spec.template.spec.containers[0]?.env;
  };
  assert.deepEqual(await env(), [{ name: 'REVISION', value: '2' }]);
  const back = ['-n', ns, 'rollout', 'undo', 'deployment/back', '--to-revision=1'];
  await kubectl(cluster.kubeconfig, back);
  await ready(cluster, ns, 'back', 1);
  assert.equal(await env(), undefined);
});
