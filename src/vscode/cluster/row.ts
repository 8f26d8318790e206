import { practiceKey } from '../target.ts';
import { colors, type Icon, type Row, type Text } from './drawing.ts';
import { containerRow, eventRow, eventsRow, nodeRow, nodesRow } from './list-row.ts';
import type { Node, NoteIcon } from './nodes.ts';
import { describePod } from './pod-row.ts';
import { describeService } from './service-row.ts';
import {
  type Cluster,
  type ExplorerState,
  type Link,
  targetContext,
  targetNamespace,
} from './state.ts';
import { workloadRow } from './workload-row.ts';

/** Draws a row. @param now ms since the epoch, for clocks */
export function rowOf(state: ExplorerState, node: Node, text: Text, now: number): Row {
  switch (node.t) {
    case 'practice':
      return practiceRow(state, text);
    case 'context':
      return contextRow(state, node.context, text);
    case 'namespace':
      return namespaceRow(state, node, text);
    case 'container':
      return containerRow(state, node, text);
    case 'events':
      return eventsRow(text);
    case 'event':
      return eventRow(state, node, text);
    case 'nodes':
      return nodesRow(text);
    case 'node':
      return nodeRow(state, node, text);
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
  start: ['play'],
  lock: ['lock'],
  none: undefined,
};

/** The practice cluster while it does not run: a click starts it. */
function practiceRow({ practice, target }: ExplorerState, text: Text): Row {
  const { phase } = practice;
  const say = (code: string) => text({ code: `editor.practice.${code}` });
  const step =
    phase === 'starting' && practice.step !== undefined ? text(practice.step) : undefined;
  const here = target.practice ? ` · ${text({ code: 'editor.explorer.target' })}` : '';
  const moving = phase === 'starting' || phase === 'stopping';
  const icon: Record<typeof phase, Icon> = {
    off: ['circle-outline'],
    starting: ['loading~spin'],
    stopping: ['loading~spin'],
    running: ['circle-filled', colors.good],
    failed: ['warning', colors.wrong],
  };
  return {
    label: say('name'),
    description: `${say(`state.${phase}`)}${here}`,
    tooltip: step ?? say('tip'),
    icon: icon[phase],
    children: phase === 'failed' ? 'open' : 'none',
    kind: `practice.${phase}`,
    ...(!moving && { action: 'start' }),
  };
}

function contextRow(state: ExplorerState, key: string, text: Text): Row {
  const { context, link } = state.clusters.get(key) as Cluster;
  const practice = key === practiceKey;
  const words: string[] = [];
  if (practice) {
    words.push(text({ code: 'editor.practice.state.running' }));
  }
  if (targetContext(state) === key && link.phase !== 'open') {
    words.push(text({ code: 'editor.explorer.target' }));
  } else if (context.current && !practice) {
    words.push(text({ code: 'editor.explorer.current' }));
  }
  if (link.phase === 'failed') {
    words.push(text({ code: 'editor.explorer.failed' }));
  } else if (isSilent(link)) {
    words.push(text({ code: 'editor.explorer.silent' }));
  } else if (!state.trusted && context.exec) {
    words.push(text({ code: 'editor.explorer.not-trusted' }));
  }
  const { server = '', cluster, file } = context;
  const ill = link.phase === 'open' && link.ill !== undefined ? text(link.ill) : undefined;
  return {
    label: practice ? text({ code: 'editor.practice.name' }) : context.name,
    description: words.join(' · '),
    tooltip: ill ?? text({ code: 'editor.explorer.context-tip', args: { cluster, server, file } }),
    icon: linkIcon(state.clusters.get(key) as Cluster),
    children: link.phase === 'closed' ? 'closed' : 'open',
    kind: `${practice ? 'practiceContext' : 'context'}.${link.phase}`,
  };
}

/** It was asked and has not answered. */
function isSilent(link: Link): boolean {
  switch (link.phase) {
    case 'opening':
      return link.silent;
    case 'open':
      return link.silent || link.ill !== undefined;
    default:
      return false;
  }
}

function linkIcon({ link }: Cluster): Icon {
  if (link.phase === 'failed' || isSilent(link)) {
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
    return forwarded(state, node, describePod(pod, text, now), text);
  }
  if (service !== undefined) {
    return forwarded(state, node, describeService(service, text), text);
  }
  return { label: node.name, children: 'none', kind: 'gone' };
}

/** A port of this machine that leads to it stands before all else. */
function forwarded(state: ExplorerState, { uid }: { uid: string }, row: Row, text: Text): Row {
  const port = state.forwards.get(uid);
  if (port === undefined) {
    return row;
  }
  const args = { port, what: row.description ?? '' };
  const description = text({ code: 'explorer.forwarded-row', args });
  return { ...row, description, icon: ['plug'], kind: `${row.kind}.forwarded` };
}
