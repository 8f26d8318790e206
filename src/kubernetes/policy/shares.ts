import { isObject } from '../../experiment/json.ts';
import { inParallel } from '../activities/common/parallel.ts';
import { collectionPath, pods as podResource } from '../activities/common/resources.ts';
import { controllerOf, type KubeObject } from '../objects.ts';
import type { PlannedRequest, Reader } from '../plan.ts';
import { workloadOf } from './workload.ts';

/** How much of something a plan takes away. */
export interface Share {
  /** As people know it: `Deployment/front (namespace shop)`, `the cluster’s nodes`. */
  whole: string;
  /** Ready ones that are hit. */
  hit: number;
  /** Ready ones there are. */
  ready: number;
}

/** Workloads of which a plan may take pods away by a request about themselves. */
const workloads = ['deployments', 'replicasets', 'statefulsets', 'daemonsets'];

/** Of each workload the share of its ready pods that a plan hits, and that of the ready nodes. */
export async function sharesOf(
  requests: readonly PlannedRequest[],
  reader: Pick<Reader, 'list'>,
  signal: AbortSignal,
): Promise<Share[]> {
  const byNamespace = Map.groupBy(requests.filter(takesPods), namespaceOf);
  const shares = await inParallel([...byNamespace], async ([namespace, own]) => {
    const { items } = await reader.list(collectionPath(podResource, namespace), {}, signal);
    return sharesOfPods(own, items.filter(isReady), namespace);
  });
  return [...shares.flat(), ...(await sharesOfNodes(requests, reader, signal))];
}

function takesPods({ resource, verb }: PlannedRequest): boolean {
  return (
    resource === 'pods' ||
    workloads.includes(resource) ||
    (resource === 'namespaces' && verb === 'delete')
  );
}

function namespaceOf({ resource, target }: PlannedRequest): string {
  return (resource === 'namespaces' ? target.name : target.namespace) ?? 'default';
}

function sharesOfPods(
  requests: readonly PlannedRequest[],
  ready: readonly KubeObject[],
  namespace: string,
): Share[] {
  const byWorkload = Map.groupBy(ready, nameOfWorkload);
  return [...byWorkload].map(([workload, pods]) => {
    const hit = new Set<string>();
    for (const request of requests) {
      for (const { metadata } of podsHit(request, workload, pods)) {
        hit.add(metadata.uid);
      }
    }
    const whole = `${workload} (namespace ${namespace})`;
    return { whole, hit: hit.size, ready: pods.length };
  });
}

/** Which ready pods of a workload a request takes away. */
function podsHit(
  { resource, verb, target, body }: PlannedRequest,
  workload: string,
  pods: readonly KubeObject[],
): readonly KubeObject[] {
  if (resource === 'pods') {
    return pods.filter(({ metadata }) => metadata.uid === target.uid);
  }
  if (resource === 'namespaces') {
    return pods;
  }
  const own =
    workload === `${target.kind}/${target.name}`
      ? pods
      : pods.filter((pod) => controllerOf(pod)?.uid === target.uid);
  if (verb === 'delete') {
    return own;
  }
  const spec = isObject(body ?? null)
    ? (body as { spec?: { replicas?: unknown } }).spec
    : undefined;
  const replicas = spec?.replicas;
  // Which ones go is the controller's choice; how many is what counts.
  return typeof replicas === 'number' ? own.slice(replicas) : [];
}

async function sharesOfNodes(
  requests: readonly PlannedRequest[],
  reader: Pick<Reader, 'list'>,
  signal: AbortSignal,
): Promise<Share[]> {
  const hit = new Set(requests.filter(takesNode).map(({ target }) => target.uid));
  if (hit.size === 0) {
    return [];
  }
  const { items } = await reader.list('/api/v1/nodes', {}, signal);
  const ready = items.filter(isReady);
  const taken = ready.filter(({ metadata }) => hit.has(metadata.uid));
  return [{ whole: 'the cluster’s nodes', hit: taken.length, ready: ready.length }];
}

/** Deleting a node, or keeping pods from it. */
function takesNode({ resource, verb, body }: PlannedRequest): boolean {
  const spec = isObject(body ?? null) ? (body as { spec?: { unschedulable?: unknown } }).spec : {};
  return resource === 'nodes' && (verb === 'delete' || spec?.unschedulable === true);
}

/** Of pods and nodes: ready, and not about to go. */
function isReady({ metadata, status }: KubeObject): boolean {
  const { conditions = [] } = (status ?? {}) as { conditions?: { type: string; status: string }[] };
  const ready = conditions.some((each) => each.type === 'Ready' && each.status === 'True');
  return ready && metadata.deletionTimestamp === undefined;
}

/** A pod without a controller is a workload of its own. */
function nameOfWorkload(pod: KubeObject): string {
  const { kind, name } = workloadOf(pod) ?? { kind: 'Pod', name: pod.metadata.name };
  return `${kind}/${name}`;
}
