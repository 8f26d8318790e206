import { practiceKey } from '../target.ts';
import type { Text } from './drawing.ts';
import { matches, namespaceMatches } from './filter.ts';
import { namespaceRows, workloadRows } from './namespace-rows.ts';
import { type Node, nodes } from './nodes.ts';
import { brokenNote, listNotes, noteOf } from './notes.ts';
import { paged } from './paged.ts';
import { type Cluster, type ExplorerState, targetContext, targetNamespace } from './state.ts';

/** The rows below a row; below nothing: the practice cluster and the contexts. */
export function childrenOf(state: ExplorerState, node: Node | undefined, text: Text): Node[] {
  if (node === undefined) {
    return roots(state, text);
  }
  if (node.t === 'practice') {
    return ofPractice(state, text);
  }
  const cluster = 'context' in node ? state.clusters.get(node.context) : undefined;
  if (cluster === undefined) {
    return [];
  }
  switch (node.t) {
    case 'context':
      return ofContext(state, cluster, node, text);
    case 'namespace':
      return namespaceRows(state, cluster, node, text);
    case 'workload':
      return workloadRows(state, cluster, node);
    case 'pod': {
      const pod = cluster.live.get(node.namespace)?.pods.get(node.uid);
      return (pod?.list ?? []).map(({ name }) => nodes.container(node, name));
    }
    case 'nodes':
      return ofNodes(state, cluster, node, text);
    case 'events':
      return ofEvents(state, cluster, node, text);
    default:
      return [];
  }
}

/** The practice cluster first, whether it runs or not; what there is to say of the kubeconfig last. */
function roots(state: ExplorerState, text: Text): Node[] {
  const contexts = [...state.clusters].map(([key, { link }]) =>
    nodes.context(key, link.phase === 'open'),
  );
  const practice = state.clusters.has(practiceKey) ? [] : [nodes.practice()];
  return [...practice, ...contexts, ...kubeconfigNotes(state, text)];
}

/** Why there is no cluster but the practice one. */
function kubeconfigNotes({ kubeconfig }: ExplorerState, text: Text): Node[] {
  if (kubeconfig === undefined || kubeconfig === 'some') {
    return [];
  }
  const broken = kubeconfig === 'broken';
  const note = noteOf('', text)(`kubeconfig-${kubeconfig}`, {
    icon: broken ? 'warning' : 'info',
    action: broken ? 'refresh' : 'settings',
    tooltip: text({ code: `editor.explorer.kubeconfig-${kubeconfig}-tip` }),
  });
  return [note];
}

/** Below the practice cluster that could not be started: why, and the way on. */
function ofPractice({ practice }: ExplorerState, text: Text): Node[] {
  if (practice.phase !== 'failed') {
    return [];
  }
  return [
    brokenNote(practiceKey, practice.error, text),
    noteOf(practiceKey, text)('retry', { icon: 'start', action: 'start' }),
  ];
}

function ofContext(
  state: ExplorerState,
  cluster: Cluster,
  node: Node & { t: 'context' },
  text: Text,
): Node[] {
  const { link, context } = cluster;
  const key = node.context;
  const note = noteOf(key, text);
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
        brokenNote(key, link.error, text),
        note('retry', { icon: 'connect', action: 'retry' }),
      ];
    case 'open': {
      if (link.namespaces === undefined) {
        if (link.error !== undefined) {
          return [
            brokenNote(key, link.error, text),
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
      const first = firstNamespaces(state, key, link.namespace);
      const ordered = [
        ...first,
        ...names.filter((name) => !first.includes(name)).sort((a, b) => a.localeCompare(b)),
      ].filter(
        (name) =>
          matches(state.filter, name) || namespaceMatches(cluster.live.get(name), state.filter),
      );
      const rows = ordered.map((name) => nodes.namespace(key, name));
      const limited = complete ? [] : [note('namespaces-forbidden', { icon: 'lock' })];
      return [...paged(state, node.id, rows), ...limited, nodes.nodes(key)];
    }
  }
}

/** The namespace of runs and the context's own come before the alphabet. */
function firstNamespaces(state: ExplorerState, key: string, own: string): string[] {
  const chosen = targetContext(state) === key ? targetNamespace(state) : own;
  return [...new Set([chosen, own])];
}

function ofNodes(
  state: ExplorerState,
  { nodes: live }: Cluster,
  node: Node & { t: 'nodes' },
  text: Text,
): Node[] {
  const rows = [...live.rows.values()]
    .filter(({ name }) => matches(state.filter, name))
    .map((row) => nodes.node(node.context, row));
  return [...listNotes(live.state, 'nodes', node, text), ...paged(state, node.id, rows)];
}

/** The newest first. */
function ofEvents(
  state: ExplorerState,
  { events }: Cluster,
  node: Node & { t: 'events' },
  text: Text,
): Node[] {
  const live = events.get(node.namespace);
  const rows = [...(live?.rows.values() ?? [])]
    .filter(({ reason, message, object }) => matches(state.filter, reason, message, object.name))
    .sort((a, b) => b.at.localeCompare(a.at) || a.name.localeCompare(b.name))
    .map((row) => nodes.event(node, row));
  const notes = listNotes(live?.state, 'events', node, text);
  if (rows.length === 0 && notes.length === 0) {
    return [noteOf(node.context, text, `${node.namespace}/events`)('no-events', { icon: 'none' })];
  }
  return [...notes, ...paged(state, node.id, rows)];
}
