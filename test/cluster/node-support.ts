import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { type After, type TestCluster, until } from './support.ts';

/** Label of a test's nodes, with the namespace of the test, which is nobody else's. */
export const nodeLabel = 'chaos-workbench/world';

/** Keeps every pod away that does not tolerate it: those of other tests. */
const taint = { key: 'chaos-workbench/test', effect: 'NoSchedule' };

const merge = 'application/merge-patch+json';

/** What a pod's specification needs to be put onto the nodes of a test, or onto some of them. */
export const ontoNodesOf = (ns: string, part?: string) => ({
  nodeSelector: { [nodeLabel]: ns, ...(part !== undefined && { part }) },
  tolerations: [{ ...taint, operator: 'Exists' }],
  terminationGracePeriodSeconds: 0,
  containers: [{ name: 'main', image: 'node:24-alpine' }],
});

/** Query for the nodes of a test. */
export const nodesPath = (ns: string) =>
  `/api/v1/nodes?labelSelector=${encodeURIComponent(`${nodeLabel}=${ns}`)}`;

export interface TestNode extends KubeObject {
  spec: { unschedulable?: boolean; taints?: { key: string }[] };
}

/**
 * Makes nodes that are nothing but objects, ready for pods, and waits until the controllers have
 * seen them. All nodes with the label of the test are deleted when it is over.
 * @param parts ends of the names, and values of the label `part`; the beginning is the namespace
 */
export async function newNodes(
  cluster: TestCluster,
  ns: string,
  test: After,
  parts: readonly string[],
): Promise<void> {
  test.after(async () => {
    await cluster.api('DELETE', nodesPath(ns));
  });
  await Promise.all(parts.map((part) => newNode(cluster, ns, part)));
  await until('the nodes take pods', async () => {
    const nodes = await cluster.list<TestNode>(nodesPath(ns));
    return nodes.every(
      ({ metadata, spec }) =>
        spec.taints?.length === 1 && metadata.annotations?.['node.alpha.kubernetes.io/ttl'],
    );
  });
}

async function newNode(cluster: TestCluster, ns: string, part: string): Promise<void> {
  const name = `${ns}-${part}`;
  await cluster.api('POST', '/api/v1/nodes', {
    metadata: { name, labels: { [nodeLabel]: ns, part } },
    spec: { taints: [taint] },
  });
  const room = { pods: '20', cpu: '4', memory: '4Gi' };
  const now = new Date().toISOString();
  const types = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];
  const conditions = types.map((type) => ({
    type,
    status: type === 'Ready' ? 'True' : 'False',
    reason: 'Test',
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  }));
  const status = { capacity: room, allocatable: room, conditions };
  await cluster.api('PATCH', `/api/v1/nodes/${name}/status`, { status }, merge);
}

/** Lets a node take new pods or not. */
export async function setCordoned(cluster: TestCluster, name: string, cordoned: boolean) {
  const path = `/api/v1/nodes/${name}`;
  await cluster.api('PATCH', path, { spec: { unschedulable: cordoned || null } }, merge);
  await until(`the controllers have seen ${name}`, async () => {
    const { spec } = await cluster.api<TestNode>('GET', path);
    return (spec.taints ?? []).some(({ key }) => /unschedulable$/.test(key)) === cordoned;
  });
}

interface Pod extends KubeObject {
  spec: { nodeName?: string };
  status: { phase: string };
}

/**
 * Does for the pods of a namespace what a kubelet would on the nodes of the test: they become ready,
 * and end when their grace period is over, as if they did not heed the signal to end.
 */
export function playKubelet(cluster: TestCluster, ns: string, test: After): void {
  const stop = new AbortController();
  const path = `/api/v1/namespaces/${ns}/pods`;
  const playing = (async () => {
    while (!stop.signal.aborted) {
      // As a kubelet, it goes on when the API server is away for a while.
      const pods = await cluster.list<Pod>(path).catch(() => []);
      const own = pods.filter(({ spec }) => spec.nodeName?.startsWith(`${ns}-`));
      // A pod may be gone meanwhile.
      await Promise.allSettled(own.map((pod) => attend(cluster, path, pod)));
      await sleep(100, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  test.after(() => {
    stop.abort();
    return playing;
  });
}

async function attend(cluster: TestCluster, pods: string, { metadata, status }: Pod) {
  const { uid, name, deletionTimestamp } = metadata;
  const path = `${pods}/${name}`;
  if (deletionTimestamp !== undefined) {
    if (Date.parse(deletionTimestamp) <= Date.now()) {
      await cluster.api('DELETE', path, { gracePeriodSeconds: 0, preconditions: { uid } });
    }
  } else if (status.phase === 'Pending') {
    const types = ['Ready', 'ContainersReady', 'Initialized', 'PodScheduled'];
    const conditions = types.map((type) => ({ type, status: 'True' }));
    const running = { metadata: { uid }, status: { phase: 'Running', conditions } };
    await cluster.api('PATCH', `${path}/status`, running, merge);
  }
}

/** A deployment on the nodes of the test, or on some of them, ready. */
export async function deployOnto(
  cluster: TestCluster,
  ns: string,
  name: string,
  replicas: number,
  { part, ...pod }: { part?: string; [field: string]: unknown } = {},
): Promise<void> {
  const labels = { app: name };
  const path = `/apis/apps/v1/namespaces/${ns}/deployments`;
  await cluster.api('POST', path, {
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { ...ontoNodesOf(ns, part), ...pod } },
    },
  });
  await until(`${name} is ready`, async () => {
    const { status } = await cluster.api<{ status: { readyReplicas?: number } }>(
      'GET',
      `${path}/${name}`,
    );
    return status.readyReplicas === replicas;
  });
}

/** A PodDisruptionBudget for the pods of a deployment, counted. */
export async function newBudget(
  cluster: TestCluster,
  ns: string,
  name: string,
  minAvailable: number,
  app = name,
): Promise<void> {
  const path = `/apis/policy/v1/namespaces/${ns}/poddisruptionbudgets`;
  const selector = { matchLabels: { app } };
  await cluster.api('POST', path, { metadata: { name }, spec: { minAvailable, selector } });
  await until(`the budget ${name} is counted`, async () => {
    const { status } = await cluster.api<{ status?: { currentHealthy?: number } }>(
      'GET',
      `${path}/${name}`,
    );
    return (status?.currentHealthy ?? 0) > 0;
  });
}
