import type { FeedResource } from '../../kubernetes/feed-types.ts';
import type { Message } from '../../messages/types.ts';
import type { Text } from './drawing.ts';
import type { LiveNamespace, ShownPod } from './live-namespace.ts';
import { type Node, nodes } from './nodes.ts';
import { type Cluster, type ExplorerState, targetContext, targetNamespace } from './state.ts';

/** Rows of a list that are shown before "Show more". */
export const page = 100;

/** The rows below a row; below nothing: the contexts. */
export function childrenOf(state: ExplorerState, node: Node | undefined, text: Text): Node[] {
  if (node === undefined) {
    return [...state.clusters.values()].map(({ context, link }) =>
      nodes.context(context.name, link.phase === 'open'),
    );
  }
  const cluster = 'context' in node ? state.clusters.get(node.context) : undefined;
  if (cluster === undefined) {
    return [];
  }
  switch (node.t) {
    case 'context':
      return ofContext(state, cluster, node, text);
    case 'namespace':
      return ofNamespace(state, cluster, node, text);
    case 'workload': {
      const pods = [...(cluster.live.get(node.namespace)?.pods.values() ?? [])];
      const own = pods.filter(({ workload }) => workload === node.uid).sort(byAge);
      return paged(state, node.id, podNodes(node.context, own));
    }
    default:
      return [];
  }
}

function ofContext(state: ExplorerState, cluster: Cluster, node: Node, text: Text): Node[] {
  const { link, context } = cluster;
  const note = noteOf(context.name, text);
  switch (link.phase) {
    case 'closed': {
      const code = context.exec ? 'connect-plugin' : 'connect';
      return [note(code, { icon: 'connect', action: 'connect' })];
    }
    case 'opening':
      if (link.notice !== undefined) {
        return [{ ...note('connecting', { icon: 'info' }), description: link.notice } as Node];
      }
      return [
        link.silent
          ? note('retry', { icon: 'warning', action: 'retry' })
          : note('connecting', { icon: 'loading' }),
      ];
    case 'failed':
      return [
        broken(context.name, link.error, text),
        note('retry', { icon: 'connect', action: 'retry' }),
      ];
    case 'open': {
      if (link.namespaces === undefined) {
        if (link.error !== undefined) {
          return [
            broken(context.name, link.error, text),
            note('retry', { icon: 'connect', action: 'retry' }),
          ];
        }
        return [
          link.silent
            ? note('retry', { icon: 'warning', action: 'retry' })
            : note('loading', { icon: 'loading' }),
        ];
      }
      const { names, complete } = link.namespaces;
      const first = firstNamespaces(state, cluster, link.namespace);
      const ordered = [
        ...first,
        ...names.filter((name) => !first.includes(name)).sort((a, b) => a.localeCompare(b)),
      ];
      const rows = ordered.map((name) => nodes.namespace(context.name, name));
      const limited = complete ? [] : [note('namespaces-forbidden', { icon: 'lock' })];
      return [...paged(state, node.id, rows), ...limited];
    }
  }
}

/** The namespace of runs and the context's own come before the alphabet. */
function firstNamespaces(state: ExplorerState, cluster: Cluster, own: string): string[] {
  const chosen = targetContext(state) === cluster.context.name ? targetNamespace(state) : own;
  return [...new Set([chosen, own])];
}

function ofNamespace(
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
  const notes = feedNotes(live, node, text);
  const workloads = [...live.workloads.values()]
    .sort(byName)
    .map((row) => nodes.row('workload', node.context, row));
  const loose = [...live.pods.values()]
    .filter(({ workload }) => isLoose(live, workload))
    .sort(byAge);
  const services = [...live.services.values()]
    .sort(byName)
    .map((row) => nodes.row('service', node.context, row));
  const rows = [...workloads, ...podNodes(node.context, loose), ...services];
  if (rows.length === 0 && notes.length === 0) {
    return [note('empty', { icon: 'none' })];
  }
  return [...notes, ...paged(state, node.id, rows)];
}

/** A pod without a workload, or whose workload is gone while the pod is still there. */
function isLoose(live: LiveNamespace, workload: string | undefined): boolean {
  return workload === undefined || !live.workloads.has(workload);
}

/** One row for each resource that may not be read or is being asked again. */
function feedNotes(live: LiveNamespace, node: Node & { t: 'namespace' }, text: Text): Node[] {
  const told = Object.entries(live.resources) as [
    FeedResource,
    { state: string; error?: Message },
  ][];
  const forbidden = told.filter(([, { state }]) => state === 'forbidden').map(([name]) => name);
  const waiting = told.find(([, { state }]) => state === 'waiting');
  const note = noteOf(node.context, text, node.namespace);
  const tooltip = (message?: Message) => (message === undefined ? {} : { tooltip: text(message) });
  const spoken = forbidden.filter((name) => name !== 'replicasets' && name !== 'endpointslices');
  return [
    ...spoken.map((resource) => ({
      ...note('forbidden', { icon: 'lock', ...tooltip(live.resources[resource]?.error) }),
      id: `note/${node.context}/${node.namespace}/forbidden/${resource}`,
      text: text({ code: 'editor.explorer.forbidden', args: { resource } }),
    })),
    ...(waiting === undefined
      ? []
      : [note('waiting', { icon: 'warning', ...tooltip(waiting[1].error) })]),
  ];
}

function podNodes(context: string, pods: readonly ShownPod[]): Node[] {
  return pods.map((pod) => nodes.row('pod', context, pod));
}

function paged(state: ExplorerState, owner: string, rows: Node[]): Node[] {
  const most = state.shown.get(owner) ?? page;
  return rows.length <= most
    ? rows
    : [...rows.slice(0, most), nodes.more(owner, rows.length - most)];
}

type NoteNode = Node & { t: 'note' };

function noteOf(context: string, text: Text, namespace = '') {
  return (code: string, more: Pick<NoteNode, 'icon' | 'action' | 'tooltip'>): NoteNode => ({
    t: 'note',
    id: `note/${context}/${namespace}/${code}`,
    context,
    text: text({ code: `editor.explorer.${code}` }),
    ...more,
  });
}

function broken(context: string, error: Message, text: Text): Node {
  const words = text(error);
  const icon = /forbidden|untrusted/.test(error.code) ? 'lock' : 'warning';
  return { t: 'note', id: `note/${context}//error`, context, text: words, tooltip: words, icon };
}

const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);

/** Oldest first, so that a replacement appears beneath the pod it replaces. */
function byAge(a: ShownPod, b: ShownPod): number {
  return (a.createdAt ?? '').localeCompare(b.createdAt ?? '') || byName(a, b);
}
