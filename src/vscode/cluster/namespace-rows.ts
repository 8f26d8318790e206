import type { WorkloadRow } from '../../kubernetes/feed-types.ts';
import type { Text } from './drawing.ts';
import { matches, podsThatMatch } from './filter.ts';
import type { LiveNamespace, ShownPod } from './live-namespace.ts';
import { type Node, nodes } from './nodes.ts';
import { feedNotes, noteOf } from './notes.ts';
import { paged } from './paged.ts';
import type { Cluster, ExplorerState } from './state.ts';

/** Workloads, pods without one, services, and the row of the events. */
export function namespaceRows(
  state: ExplorerState,
  cluster: Cluster,
  node: Node & { t: 'namespace' },
  text: Text,
): Node[] {
  const live = cluster.live.get(node.namespace);
  const note = noteOf(node.context, text, node.namespace);
  if (live === undefined || !live.known) {
    return [note('loading', { icon: 'loading' })];
  }
  const loading = live.resources.pods?.state === 'loading';
  const notes = [
    ...feedNotes(live, node, text),
    ...(loading ? [note('loading', { icon: 'loading' })] : []),
  ];
  // Who looks for a namespace wants to see what is in it.
  const filter = matches(state.filter, node.namespace) ? '' : state.filter;
  const workloads = [...live.workloads.values()]
    .filter((row) => !isNested(live, row) && workloadMatches(live, row, filter))
    .sort(byName)
    .map((row) => nodes.row('workload', node.context, row));
  const loose = [...live.pods.values()].filter(({ workload }) => isLoose(live, workload));
  const services = [...live.services.values()]
    .filter(({ name }) => matches(filter, name))
    .sort(byName)
    .map((row) => nodes.row('service', node.context, row));
  const pods = podNodes(node.context, podsThatMatch(loose, filter).sort(byAge));
  const rows = [...workloads, ...pods, ...services];
  const events = nodes.events(node.context, node.namespace);
  if (rows.length === 0 && notes.length === 0) {
    return [note(filter === '' ? 'empty' : 'no-match', { icon: 'none' }), events];
  }
  return [...notes, ...paged(state, node.id, rows), events];
}

/** The jobs of a CronJob, then the pods of the workload. */
export function workloadRows(
  state: ExplorerState,
  cluster: Cluster,
  node: Node & { t: 'workload' },
): Node[] {
  const live = cluster.live.get(node.namespace);
  if (live === undefined) {
    return [];
  }
  const filter = matches(state.filter, node.namespace) ? '' : state.filter;
  const jobs = [...live.workloads.values()]
    .filter(({ owner }) => owner === node.uid)
    .sort((a, b) => byName(b, a))
    .map((row) => nodes.row('workload', node.context, row));
  const own = live.podsOf(node.uid);
  const shown = podsThatMatch(own, filter, live.workloads.get(node.uid)).sort(byAge);
  return paged(state, node.id, [...jobs, ...podNodes(node.context, shown)]);
}

/** A job whose CronJob has a row of its own. */
function isNested(live: LiveNamespace, { owner }: WorkloadRow): boolean {
  return owner !== undefined && live.workloads.has(owner);
}

/** A pod without a workload, or whose workload is gone while the pod is still there. */
function isLoose(live: LiveNamespace, workload: string | undefined): boolean {
  return workload === undefined || !live.workloads.has(workload);
}

/** By itself, by a pod of it, or by one of its jobs. */
function workloadMatches(live: LiveNamespace, row: WorkloadRow, filter: string): boolean {
  if (matches(filter, row.name, row.kind)) {
    return true;
  }
  return (
    podsThatMatch(live.podsOf(row.uid), filter).length > 0 ||
    [...live.workloads.values()].some(
      ({ owner, name }) => owner === row.uid && matches(filter, name),
    )
  );
}

function podNodes(context: string, pods: readonly ShownPod[]): Node[] {
  return pods.map((pod) => nodes.row('pod', context, pod));
}

/** Not by locale: names are plain, and ten thousand of them are sorted while somebody scrolls. */
const compared = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const byName = (a: { name: string }, b: { name: string }): number => compared(a.name, b.name);

/** Oldest first, so that a replacement appears beneath the pod it replaces. */
function byAge(a: ShownPod, b: ShownPod): number {
  return compared(a.createdAt ?? '', b.createdAt ?? '') || byName(a, b);
}
