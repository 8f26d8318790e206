import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  clusterProgram,
  newDeployment,
  newNamespace,
  runClusterProgram,
  testCluster,
  until,
} from './support.ts';

const cluster = testCluster();
const root = join(import.meta.dirname, '..', '..');

/** Deletes the pod of a deployment, with the rights of the pod it runs in. */
const experiment = (ns: string) => ({
  title: 'from inside',
  description: 'a run inside the cluster',
  method: [
    {
      type: 'action',
      name: 'terminate',
      provider: {
        type: 'python',
        module: 'chaosk8s.pod.actions',
        func: 'terminate_pods',
        arguments: { ns, label_selector: 'app=victim', all: true },
      },
    },
  ],
});

/** Loads the built command line as an image, with the experiment beside it. */
async function loadImage(name: string, ns: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'in-pod-'));
  try {
    await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
    await cp(join(root, 'package.json'), join(folder, 'package.json'));
    await writeFile(join(folder, 'experiment.json'), JSON.stringify(experiment(ns)));
    await runClusterProgram('load-image', name, folder, '--into', '/app');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A service account that may list and delete pods of its namespace. */
async function mayDeletePods(ns: string): Promise<void> {
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${ns}`;
  const name = 'chaos';
  await cluster.api('POST', `/api/v1/namespaces/${ns}/serviceaccounts`, { metadata: { name } });
  await cluster.api('POST', `${rbac}/roles`, {
    metadata: { name },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'delete'] }],
  });
  await cluster.api('POST', `${rbac}/rolebindings`, {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace: ns }],
  });
}

/** The parts of a pod that are looked at. */
interface Pod {
  metadata: { uid: string };
  status: { phase?: string };
}

test('a run in a pod uses the pod’s own account', {
  skip: clusterProgram === undefined && 'images can’t be loaded there',
}, async (t) => {
  const ns = await newNamespace(cluster, 'in-pod', t);
  const image = `chaos-workbench-in-pod:${ns}`;
  const pods = `/api/v1/namespaces/${ns}/pods`;
  await Promise.all([
    loadImage(image, ns),
    mayDeletePods(ns),
    newDeployment(cluster, ns, 'victim'),
  ]);
  const [victim] = await cluster.list<Pod>(`${pods}?labelSelector=app%3Dvictim`);
  const command = ['node', '/app/dist/cli.js', 'run', '/app/experiment.json'];
  await cluster.api('POST', pods, {
    metadata: { name: 'runner' },
    spec: {
      restartPolicy: 'Never',
      serviceAccountName: 'chaos',
      containers: [
        {
          name: 'main',
          image,
          command: [...command, '--journal-path', '/tmp/journal.json'],
          workingDir: '/tmp',
          env: [
            { name: 'CHAOSTOOLKIT_IN_POD', value: 'true' },
            { name: 'HOME', value: '/tmp' },
          ],
        },
      ],
    },
  });
  const phase = await until('the run in the pod has ended', async () => {
    const { status } = await cluster.api<Pod>('GET', `${pods}/runner`);
    return ['Succeeded', 'Failed'].includes(status.phase ?? '') && status.phase;
  });
  const log = await cluster.api<string>('GET', `${pods}/runner/log`);
  assert.equal(phase, 'Succeeded', log);
  assert.match(log, /status: completed/);
  await until('the victim has gone', async () => {
    const left = await cluster.list<Pod>(`${pods}?labelSelector=app%3Dvictim`);
    return left.every(({ metadata }) => metadata.uid !== victim?.metadata.uid);
  });
});
