import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { JsonObject } from '../../src/experiment/json.ts';
import { faultProxy } from './connection-support.ts';
import { actionOf, chaosWorkbench, cli } from './lesson-support.ts';
import {
  clusterProgram,
  newDeployment,
  newNamespace,
  ready,
  testCluster,
  until,
} from './support.ts';

const cluster = testCluster();

const deployments = (ns: string) => `/apis/apps/v1/namespaces/${ns}/deployments`;
const services = (ns: string) => `/api/v1/namespaces/${ns}/services`;

/** A namespace, and a state folder for the runs in it. */
async function start(t: TestContext) {
  const ns = await newNamespace(cluster, 'undo', t);
  const state = await mkdtemp(join(tmpdir(), 'undo-'));
  t.after(() => rm(state, { recursive: true }));
  const place = { cluster, namespace: ns };
  const env = { CHAOS_WORKBENCH_STATE: state };
  const command = (...args: string[]) => chaosWorkbench(place, args, env, state);
  const run = async (method: JsonObject[], rollbacks: JsonObject[] = []) => {
    const experiment = { title: 'Something breaks', description: 'd', method, rollbacks };
    await writeFile(join(state, 'experiment.json'), JSON.stringify(experiment));
    return command('run', 'experiment.json');
  };
  return { ns, state, env, command, run };
}

const scale = (ns: string, replicas: number) =>
  actionOf('deployment.actions.scale_deployment', { ns, name: 'back', replicas });
const remove = (ns: string) =>
  actionOf('deployment.actions.delete_deployment', { ns, name: 'back' });

interface Spec {
  spec: JsonObject & { clusterIP?: string };
  metadata: { uid: string; labels?: JsonObject; annotations?: JsonObject };
}

test('all that a run has done is put back, and a second time nothing is', async (t) => {
  const { ns, state, command, run } = await start(t);
  await newDeployment(cluster, ns, 'back', { replicas: 2 });
  const service = {
    metadata: { name: 'back' },
    spec: { selector: { app: 'back' }, ports: [{ port: 80 }] },
  };
  await cluster.api('POST', services(ns), service);
  const before = await cluster.api<Spec>('GET', `${deployments(ns)}/back`);
  const address = await cluster.api<Spec>('GET', `${services(ns)}/back`);
  await writeFile(
    join(state, 'made.json'),
    JSON.stringify({ ...service, metadata: { name: 'made' } }),
  );

  const ended = await run([
    scale(ns, 1),
    remove(ns),
    actionOf('service.actions.delete_service', { ns, name: 'back' }),
    actionOf('service.actions.create_service_endpoint', { ns, spec_path: 'made.json' }),
  ]);
  assert.equal(ended.code, 0, ended.err);
  assert.match(ended.out, /left 4 changes in the cluster .*chaos-workbench undo \d{8}T/);
  assert.equal(await cluster.find(`${services(ns)}/back`), undefined);

  const listed = await command('undo', '--list');
  assert.match(listed.out, /Something breaks/);
  assert.match(
    listed.out,
    new RegExp(`Deployment ${ns}/back {2}chaosk8s.deployment.actions.delete_deployment {2}partial`),
  );
  const rehearsed = await command('undo', '--dry');
  assert.match(rehearsed.out, /Deployment back would be created again/);
  assert.equal(await cluster.find(`${services(ns)}/back`), undefined);

  const undone = await command('undo');
  assert.equal(undone.code, 0, undone.out + undone.err);
  assert.match(undone.out, /Service made, which the run had created, was deleted/);
  assert.match(undone.out, /All is put back/);
  await ready(cluster, ns, 'back', 2);
  const after = await cluster.api<Spec>('GET', `${deployments(ns)}/back`);
  assert.deepEqual(after.spec, before.spec);
  assert.deepEqual(after.metadata.labels, before.metadata.labels);
  const again = await cluster.api<Spec>('GET', `${services(ns)}/back`);
  assert.deepEqual(again.spec, address.spec);
  assert.equal(await cluster.find(`${services(ns)}/made`), undefined);

  const twice = await command('undo');
  assert.equal(twice.code, 0);
  assert.match(twice.out, /No run has left anything/);
});

test('what rollbacks have put back is nothing to be undone', async (t) => {
  const { ns, command, run } = await start(t);
  await newDeployment(cluster, ns, 'back', { replicas: 1 });
  const { out } = await run([scale(ns, 0)], [scale(ns, 1)]);
  assert.doesNotMatch(out, /left/);
  assert.match((await command('undo', '--list')).out, /No run has left anything/);
});

test('what somebody has changed since stays, unless it is forced', async (t) => {
  const { ns, command, run } = await start(t);
  await newDeployment(cluster, ns, 'back', { replicas: 1 });
  const path = `${deployments(ns)}/back`;
  await run([scale(ns, 0)]);
  const merge = 'application/merge-patch+json';
  await cluster.api('PATCH', path, { spec: { replicas: 3 } }, merge);
  const refused = await command('undo');
  assert.equal(refused.code, 1);
  assert.match(refused.out, /somebody has changed it since/);
  assert.equal((await cluster.api<Spec>('GET', path)).spec['replicas'], 3);
  const forced = await command('undo', '--force');
  assert.equal(forced.code, 0, forced.out);
  assert.equal((await cluster.api<Spec>('GET', path)).spec['replicas'], 1);
});

test('a torn last line and a crash do not keep the rest from being put back', async (t) => {
  const { ns, state, env, command } = await start(t);
  await newDeployment(cluster, ns, 'back', { replicas: 1 });
  const pause = { pauses: { after: 600 } };
  const experiment = { title: 'Crash', description: 'd', method: [{ ...scale(ns, 0), ...pause }] };
  await writeFile(join(state, 'experiment.json'), JSON.stringify(experiment));
  const child = spawn(process.execPath, [cli, 'run', 'experiment.json'], {
    cwd: state,
    env: { ...process.env, ...env, KUBECONFIG: cluster.kubeconfig },
    stdio: 'ignore',
  });
  const gone = once(child, 'exit');
  await until('the deployment is scaled', async () => {
    const found = await cluster.api<Spec>('GET', `${deployments(ns)}/back`);
    return found.spec['replicas'] === 0;
  });
  const [runId = ''] = await readdir(join(state, 'runs'));
  const held = await command('undo', runId);
  assert.equal(held.code, 1);
  assert.match(held.err, /still going on/);
  child.kill('SIGKILL');
  await gone;
  await appendFile(join(state, 'runs', runId, 'ledger.jsonl'), '{"v":1,"id":"torn","sta');
  assert.match((await command('undo', '--list')).out, /\(crashed\)/);
  const undone = await command('undo');
  assert.equal(undone.code, 0, undone.out + undone.err);
  await ready(cluster, ns, 'back', 1);
});

test('two at once do it once', async (t) => {
  const { ns, command, run } = await start(t);
  await newDeployment(cluster, ns, 'back', { replicas: 1 });
  await run([remove(ns)]);
  const both = await Promise.all([command('undo'), command('undo')]);
  await ready(cluster, ns, 'back', 1);
  const done = both.filter(({ out }) => /Deployment back was created again/.test(out));
  assert.equal(done.length, 1, JSON.stringify(both));
  assert.match((await command('undo', '--list')).out, /No run has left anything/);
});

test('another cluster is refused with both names', { skip: !clusterProgram }, async (t) => {
  const { ns, command, run } = await start(t);
  await newDeployment(cluster, ns, 'back', { replicas: 1 });
  await run([remove(ns)]);
  const { kubeconfig } = await faultProxy(t);
  const refused = await command('undo', '--kubeconfig', kubeconfig);
  assert.equal(refused.code, 1);
  assert.match(refused.out, /was changed on the cluster .* but this is another one/);
  assert.equal(await cluster.find(`${deployments(ns)}/back`), undefined);
});
