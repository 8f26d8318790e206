import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/experiment/json.ts';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { newNamespace, type TestCluster, testCluster, until } from '../cluster/support.ts';
import { median, once, type Timed } from './process.ts';
import { compare, duration, type Row } from './row.ts';

/** Pods that are terminated at once. */
const many = 500;

/** How often each program terminates them. */
const rounds = 3;

/**
 * What runs on a cluster cost, beside the same with `chaos` and the like of it with kubectl. Without
 * CHAOS_WORKBENCH_TEST_KUBECONFIG there is none, and nothing is measured.
 * @param cli command of ours, to be followed by its arguments
 * @param chaos the same of the original
 */
export async function kubernetesRows(
  cli: readonly string[],
  chaos: readonly string[],
): Promise<Row[]> {
  if (!process.env['CHAOS_WORKBENCH_TEST_KUBECONFIG']) {
    console.log('Without CHAOS_WORKBENCH_TEST_KUBECONFIG: nothing is measured on a cluster.');
    return [];
  }
  const cluster = testCluster();
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const tidying: (() => Promise<void>)[] = [];
  try {
    const ns = await newNamespace(cluster, 'bench', { after: (work) => tidying.push(work) });
    const env = { ...process.env, KUBECONFIG: cluster.kubeconfig, XDG_STATE_HOME: folder };
    const programs: Programs = {
      ours: (file) => ({ argv: [...cli, 'run', file], cwd: folder, env }),
      chaos: (file) => ({ argv: [...chaos, '--no-log-file', 'run', file], cwd: folder, env }),
      kubectl: (...args) => ({ argv: ['kubectl', '-n', ns, ...args], cwd: folder, env }),
    };
    const write = (name: string, method: JsonObject[]) =>
      writeFileSync(join(folder, name), JSON.stringify({ title: name, description: name, method }));
    return [
      ...(await twoActivities(cluster, ns, programs, write)),
      ...(await manyPods(cluster, ns, programs, write)),
    ];
  } finally {
    for (const work of tidying) {
      await work();
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Programs {
  ours(file: string): Timed;
  chaos(file: string): Timed;
  kubectl(...args: string[]): Timed;
}

type Write = (name: string, method: JsonObject[]) => void;

function activity(type: string, module: string, func: string, args: JsonObject): JsonObject {
  const provider = { type: 'python', module: `chaosk8s.${module}`, func, arguments: args };
  return { type, name: func, provider };
}

async function twoActivities(
  cluster: TestCluster,
  ns: string,
  programs: Programs,
  write: Write,
): Promise<Row[]> {
  await newDeployment(cluster, ns, 'two', 0);
  write('two.json', [
    activity('probe', 'pod.probes', 'count_pods', { ns, label_selector: 'app=two' }),
    activity('action', 'deployment.actions', 'scale_deployment', { ns, name: 'two', replicas: 0 }),
  ]);
  const ours = programs.ours('two.json');
  const look = programs.kubectl('get', 'pods');
  return [
    compare('two activities', ours, 'chaos run', programs.chaos('two.json'), '≤ 0.12'),
    compare('two activities', ours, 'kubectl get pods', look, '≤ 3'),
  ];
}

/** In turn, each time from as many ready pods. */
async function manyPods(
  cluster: TestCluster,
  ns: string,
  programs: Programs,
  write: Write,
): Promise<Row[]> {
  if (!(await hasFakeNodes(cluster))) {
    console.log(`Without fake nodes: ${many} pods are not terminated.`);
    return [];
  }
  await newDeployment(cluster, ns, 'many', many);
  const args = { ns, label_selector: 'app=many', all: true };
  write('many.json', [activity('action', 'pod.actions', 'terminate_pods', args)]);
  const time = async (command: Timed) => {
    await settled(cluster, ns);
    return once(command);
  };
  // Of the three only this one waits until the pods have gone, unless it is told not to.
  const remove = programs.kubectl('delete', 'pods', '-l', 'app=many', '--wait=false');
  const times: [number, number, number][] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push([
      await time(programs.ours('many.json')),
      await time(programs.chaos('many.json')),
      await time(remove),
    ]);
  }
  const row = (name: string, index: 1 | 2, goal: string): Row => ({
    what: `${many} pods terminated`,
    figure: duration(median(times.map(([ours]) => ours))),
    against: `${name} ${duration(median(times.map((each) => each[index])))}`,
    ratio: median(times.map((each) => each[0] / each[index])).toFixed(2),
    goal,
  });
  return [row('chaos run', 1, '≤ 0.2'), row('kubectl delete', 2, '')];
}

async function hasFakeNodes(cluster: TestCluster): Promise<boolean> {
  const nodes = await cluster.list<KubeObject>('/api/v1/nodes?labelSelector=type%3Dkwok');
  return nodes.length > 0;
}

async function newDeployment(
  cluster: TestCluster,
  ns: string,
  name: string,
  replicas: number,
): Promise<void> {
  const labels = { app: name };
  await cluster.api('POST', `/apis/apps/v1/namespaces/${ns}/deployments`, {
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          nodeSelector: { type: 'kwok' },
          tolerations: [{ key: 'kwok.x-k8s.io/node', operator: 'Exists' }],
          containers: [{ name: 'main', image: 'node:24-alpine' }],
        },
      },
    },
  });
}

/** Waits until all pods are ready and none is going. */
async function settled(cluster: TestCluster, ns: string): Promise<void> {
  const ready = ({ type, status }: { type: string; status: string }) =>
    type === 'Ready' && status === 'True';
  await until(
    `${many} pods are ready`,
    async () => {
      const pods = await cluster.list<
        KubeObject & { status: { conditions?: { type: string; status: string }[] } }
      >(`/api/v1/namespaces/${ns}/pods?labelSelector=app%3Dmany`);
      return pods.length === many && pods.every(({ status }) => status.conditions?.some(ready));
    },
    300,
  );
}
