import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { JsonObject } from '../../src/experiment/json.ts';
import { accountThatMay } from './account.ts';
import { newActivities } from './activities-support.ts';
import { actionOf, chaosWorkbench } from './lesson-support.ts';
import {
  audited,
  clusterProgram,
  newDeployment,
  newNamespace,
  ready,
  testCluster,
  until,
} from './support.ts';

const cluster = testCluster();
const terminate = 'chaosk8s.pod.actions.terminate_pods';

/** A namespace with a deployment of three, and the command line. */
async function start(t: TestContext, replicas = 3) {
  const ns = await newNamespace(cluster, 'targets', t);
  await newDeployment(cluster, ns, 'front', { replicas });
  const folder = await mkdtemp(join(tmpdir(), 'targets-'));
  t.after(() => rm(folder, { recursive: true }));
  const command = async (
    [name = '', ...more]: string[],
    method: JsonObject[],
    rest: JsonObject = {},
    env: Record<string, string> = {},
  ) => {
    const experiment = { title: 't', description: 'd', method, ...rest };
    await writeFile(join(folder, 'experiment.json'), JSON.stringify(experiment));
    const place = { cluster, namespace: ns };
    const state = { CHAOS_WORKBENCH_STATE: join(folder, 'state') };
    return chaosWorkbench(place, [name, 'experiment.json', ...more], { ...state, ...env }, folder);
  };
  return { ns, folder, command };
}

const podsOf = (ns: string) =>
  cluster.list(`/api/v1/namespaces/${ns}/pods?labelSelector=app%3Dfront`);

interface Listed {
  version: number;
  unasked: string[];
  actions: {
    name: string;
    rollback: boolean;
    targets: { name: string; uid: string }[];
    matched: number | null;
    undo: { grade: string };
    unplanned: string | null;
  }[];
}

test('each action tells what it would hit, how far that can be undone, and changes nothing', async (t) => {
  const { ns, command } = await start(t);
  const method = [
    actionOf('pod.actions.terminate_pods', { ns, label_selector: 'app=front', qty: 2 }),
    actionOf('deployment.actions.delete_deployment', { ns, name: '${which}' }),
    actionOf('deployment.actions.scale_deployment', { ns, name: 'nobody', replicas: 1 }),
  ];
  const rest = {
    configuration: {
      which: 'front',
      asked: {
        type: 'probe',
        name: 'asked',
        provider: { type: 'process', path: 'touch', arguments: 'x' },
      },
    },
    rollbacks: [
      actionOf('deployment.actions.scale_deployment', { ns, name: 'front', replicas: 3 }),
    ],
  };
  const { result, changes } = await audited({ userAgent: 'chaos-workbench' }, () =>
    command(['targets'], method, rest),
  );
  assert.equal(result.code, 0, result.err);
  assert.match(result.out, new RegExp(`terminate_pods: hits 2 of 3 pods in ${ns}: front-`));
  assert.match(result.out, new RegExp(`delete_deployment: hits 1 deployment in ${ns}: front\n`));
  assert.match(result.out, /undo: partial\. The deployment front can be created again/);
  assert.match(result.out, /is known only when its turn comes: There is no Deployment “nobody”/);
  assert.match(result.out, /scale_deployment \(rollback\): hits 1 deployment/);
  assert.match(result.out, /Not asked.*: asked\./);
  assert.deepEqual(
    changes.filter(({ object }) => object.startsWith(`${ns}/`)),
    [],
  );

  const json = JSON.parse((await command(['targets', '--json'], method, rest)).out) as Listed;
  assert.equal(json.version, 1);
  assert.deepEqual(json.unasked, ['asked']);
  assert.deepEqual(
    json.actions.map(({ targets, matched, rollback }) => [targets.length, matched, rollback]),
    [
      [2, 3, false],
      [1, null, false],
      [0, null, false],
      [1, null, true],
    ],
  );
});

test('an action that would hit nothing is refused where targets are required', async (t) => {
  const { ns, folder, command } = await start(t, 1);
  const method = [actionOf('pod.actions.terminate_pods', { ns, label_selector: 'app=nobody' })];
  for (const name of ['targets', 'run']) {
    const { code, err } = await command([name, '--require-targets'], method);
    assert.equal(code, 1);
    assert.match(err, /: the activity “terminate_pods” would hit nothing/);
  }
  await assert.rejects(readFile(join(folder, 'journal.json')), { code: 'ENOENT' });
  assert.equal((await command(['run'], method)).code, 0);
});

test('what was shown is what is hit, also when it was drawn and others came meanwhile', {
  skip: !clusterProgram,
}, async (t) => {
  const { ns } = await start(t, 4);
  const choices: JsonObject[] = [
    { label_selector: 'app=front', qty: 2, rand: true },
    { name_pattern: '^front-', mode: 'fixed', qty: 2, rand: true },
    { label_selector: 'app=front', qty: 2, order: 'oldest' },
  ];
  for (const choice of choices) {
    const args = { ns, ...choice };
    const activities = await newActivities(cluster.kubeconfig, t);
    await activities.prepare([{ path: terminate, args }]);
    const shown = activities.questions[0]?.faults[0]?.targets.map(({ uid }) => uid).sort();
    assert.equal(shown?.length, 2);
    const path = `/apis/apps/v1/namespaces/${ns}/deployments/front`;
    await cluster.api('PATCH', path, { spec: { replicas: 6 } }, 'application/merge-patch+json');
    await until('more pods are there', async () => (await podsOf(ns)).length >= 6);
    const filter = { verb: 'delete', resource: 'pods', userAgent: 'chaos-workbench' };
    const { changes } = await audited(filter, () =>
      activities.call(terminate, args, { pointer: '/method/0' }),
    );
    const hit = changes.filter(({ object }) => object.startsWith(`${ns}/`));
    assert.deepEqual(hit.map(({ uid }) => uid).sort(), shown);
    await cluster.api('PATCH', path, { spec: { replicas: 4 } }, 'application/merge-patch+json');
    await until('as many as before are there', async () => (await podsOf(ns)).length === 4);
    await ready(cluster, ns, 'front', 4);
  }
});

test('what is not allowed is told before the run, and refuses a strict one', async (t) => {
  const { ns, folder, command } = await start(t, 1);
  const method = [actionOf('deployment.actions.delete_deployment', { ns, name: 'front' })];
  const KUBECONFIG = await accountThatMay(['get', 'list'], ns, cluster, t);
  const asked = await command(['permissions'], method, {}, { KUBECONFIG });
  assert.equal(asked.code, 1);
  assert.match(asked.out, /✓ list deployments\.apps/);
  assert.match(asked.out, /✗ delete deployments\.apps front/);
  assert.match(asked.out, /✗ create deployments\.apps/);

  const strict = await command(['run', '--strict'], method, {}, { KUBECONFIG });
  assert.equal(strict.code, 1);
  assert.match(
    strict.err,
    /needs to delete deployments\.apps front.*not allowed\. Nothing was run/,
  );
  await assert.rejects(readFile(join(folder, 'journal.json')), { code: 'ENOENT' });

  const lenient = await command(['run'], method, {}, { KUBECONFIG });
  assert.equal(lenient.code, 0);
  assert.match(lenient.err, /needs to delete deployments\.apps front.*it will fail/);
  assert.match(lenient.out, /may not delete deployments\.apps/);

  const judged = await command(['run', '--fail-on=not-injected'], method, {}, { KUBECONFIG });
  assert.equal(judged.code, 1);
  assert.match(judged.out, /1 action failed, so not all was injected \(delete_deployment\)/);
});

test('what admission refuses is found by a rehearsal', async (t) => {
  const { ns, command } = await start(t, 1);
  const admission = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies';
  const bindings = admission.replace('policies', 'policybindings');
  const name = `no-deletion-${ns}`;
  await cluster.api('POST', admission, {
    metadata: { name },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ['apps'],
            apiVersions: ['v1'],
            operations: ['DELETE'],
            resources: ['deployments'],
          },
        ],
      },
      validations: [{ expression: 'false', message: 'deployments stay here' }],
    },
  });
  t.after(async () => {
    await cluster.api('DELETE', `${bindings}/${name}`);
    await cluster.api('DELETE', `${admission}/${name}`);
  });
  await cluster.api('POST', bindings, {
    metadata: { name },
    spec: {
      policyName: name,
      validationActions: ['Deny'],
      matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': ns } } },
    },
  });
  const method = [actionOf('deployment.actions.delete_deployment', { ns, name: 'front' })];
  await until('the rule holds', async () => {
    const { code, out } = await command(['permissions'], method);
    return code === 1 && /would be refused: .*deployments stay here/.test(out);
  });
  assert.notEqual(
    await cluster.find(`/apis/apps/v1/namespaces/${ns}/deployments/front`),
    undefined,
  );
});
