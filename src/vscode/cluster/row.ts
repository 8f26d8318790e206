import type { WorkloadKind, WorkloadRow } from '../../kubernetes/feed-types.ts';
import { colors, type Icon, type Row, type Text } from './drawing.ts';
import type { LiveNamespace } from './live-namespace.ts';
import type { Node, NoteIcon } from './nodes.ts';
import { describePod } from './pod-row.ts';
import { describeService } from './service-row.ts';
import { type Cluster, type ExplorerState, targetContext, targetNamespace } from './state.ts';

/** More workloads than this, and their pods stay folded at first. */
const fewWorkloads = 10;

/** Draws a row. @param now ms since the epoch, for clocks */
export function rowOf(state: ExplorerState, node: Node, text: Text, now: number): Row {
  switch (node.t) {
    case 'context':
      return contextRow(state, node.context, text);
    case 'namespace':
      return namespaceRow(state, node, text);
    case 'more':
      return {
        label: text({ code: 'editor.explorer.more', args: { count: node.hidden } }),
        children: 'none',
        kind: 'more',
        icon: ['ellipsis'],
        action: 'more',
      };
    case 'note': {
      const icon = noteIcons[node.icon];
      return {
        label: node.text,
        ...(node.description !== undefined && { description: node.description }),
        ...(node.tooltip !== undefined && { tooltip: node.tooltip }),
        ...(icon !== undefined && { icon }),
        ...(node.action !== undefined && { action: node.action }),
        children: 'none',
        kind: 'note',
      };
    }
    default:
      return objectRow(state, node, text, now);
  }
}

const noteIcons: Record<NoteIcon, Icon | undefined> = {
  info: ['info'],
  warning: ['warning', colors.wrong],
  loading: ['loading~spin'],
  connect: ['debug-disconnect'],
  lock: ['lock'],
  none: undefined,
};

function contextRow(state: ExplorerState, name: string, text: Text): Row {
  const { context, link } = state.clusters.get(name) as Cluster;
  const words: string[] = [];
  if (targetContext(state) === name && link.phase !== 'open') {
    words.push(text({ code: 'editor.explorer.target' }));
  } else if (context.current) {
    words.push(text({ code: 'editor.explorer.current' }));
  }
  if (link.phase === 'failed') {
    words.push(text({ code: 'editor.explorer.failed' }));
  } else if (link.phase !== 'closed' && link.silent) {
    words.push(text({ code: 'editor.explorer.silent' }));
  } else if (!state.trusted && context.exec) {
    words.push(text({ code: 'editor.explorer.not-trusted' }));
  }
  const { server = '', cluster, file } = context;
  return {
    label: name,
    description: words.join(' · '),
    tooltip: text({ code: 'editor.explorer.context-tip', args: { cluster, server, file } }),
    icon: linkIcon(state.clusters.get(name) as Cluster),
    children: link.phase === 'closed' ? 'closed' : 'open',
    kind: `context.${link.phase}`,
  };
}

function linkIcon({ link }: Cluster): Icon {
  if (link.phase === 'failed' || (link.phase !== 'closed' && link.silent)) {
    return ['warning', colors.wrong];
  }
  return link.phase === 'open' ? ['circle-filled', colors.good] : ['circle-outline'];
}

function namespaceRow(state: ExplorerState, node: Node & { t: 'namespace' }, text: Text): Row {
  const here = targetContext(state) === node.context;
  const { link } = state.clusters.get(node.context) as Cluster;
  const target = here && targetNamespace(state) === node.namespace;
  const open = here ? target : link.phase === 'open' && link.namespace === node.namespace;
  return {
    label: node.namespace,
    ...(target && { description: text({ code: 'editor.explorer.target' }) }),
    icon: ['symbol-namespace'],
    children: open ? 'open' : 'closed',
    kind: 'namespace',
  };
}

function objectRow(
  state: ExplorerState,
  node: Node & { t: 'workload' | 'pod' | 'service' },
  text: Text,
  now: number,
): Row {
  const live = state.clusters.get(node.context)?.live.get(node.namespace);
  const workload = live?.workloads.get(node.uid);
  const pod = live?.pods.get(node.uid);
  const service = live?.services.get(node.uid);
  if (live !== undefined && workload !== undefined) {
    return workloadRow(live, workload, text);
  }
  if (pod !== undefined) {
    return describePod(pod, text, now);
  }
  if (service !== undefined) {
    return describeService(service, text);
  }
  return { label: node.name, children: 'none', kind: 'gone' };
}

const workloadIcons: Record<WorkloadKind, string> = {
  Deployment: 'layers',
  StatefulSet: 'database',
  DaemonSet: 'server',
};

function workloadRow(live: LiveNamespace, row: WorkloadRow, text: Text): Row {
  const { ready, wanted, kind, name } = row;
  const args = { ready, wanted, kind, name };
  const short = ready < wanted;
  return {
    label: name,
    description:
      row.deletedAt === undefined
        ? `${ready}/${wanted}`
        : text({ code: 'editor.explorer.workload-deleting', args }),
    tooltip: text({ code: 'editor.explorer.workload-tip', args }),
    icon: short ? ['warning', colors.wrong] : [workloadIcons[kind]],
    children: live.workloads.size <= fewWorkloads && wanted <= fewWorkloads ? 'open' : 'closed',
    kind: `workload.${kind}`,
  };
}
