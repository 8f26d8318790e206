import type { ContainerRow } from '../../kubernetes/feed-types.ts';
import { timeOfDay } from '../../messages/time-of-day.ts';
import { colors, type Icon, type Row, type Text } from './drawing.ts';
import type { Node } from './nodes.ts';
import type { ExplorerState } from './state.ts';

/** A container: its state and, where there were any, restarts. */
export function containerRow(
  state: ExplorerState,
  node: Node & { t: 'container' },
  text: Text,
): Row {
  const pod = state.clusters.get(node.context)?.live.get(node.namespace)?.pods.get(node.uid);
  const container = pod?.list.find(({ name }) => name === node.name);
  if (container === undefined) {
    return { label: node.name, children: 'none', kind: 'gone' };
  }
  const { role, restarts } = container;
  const what = text({
    code: `editor.explorer.container${role === undefined ? '' : `-${role}`}`,
    args: { state: container.state },
  });
  return {
    label: node.name,
    description:
      restarts === 0
        ? what
        : text({ code: 'editor.explorer.pod-restarts', args: { what, restarts } }),
    tooltip: text({ code: 'editor.explorer.container-tip', args: { name: node.name, what } }),
    icon: containerIcon(container),
    children: 'none',
    kind: 'container',
  };
}

function containerIcon({ state, ready, role }: ContainerRow): Icon {
  if (state === 'Running') {
    return ready || role === 'init' ? ['symbol-method', colors.good] : ['symbol-method'];
  }
  const calm = /^(Completed|Pending|ContainerCreating|PodInitializing)$/.test(state);
  return calm ? ['symbol-method', colors.muted] : ['warning', colors.wrong];
}

/** The row above a namespace's events, which are asked for when it is unfolded. */
export function eventsRow(text: Text): Row {
  return {
    label: text({ code: 'editor.explorer.events' }),
    icon: ['history'],
    children: 'closed',
    kind: 'events',
  };
}

/** An event: what happened to whom, and when last. */
export function eventRow(state: ExplorerState, node: Node & { t: 'event' }, text: Text): Row {
  const event = state.clusters.get(node.context)?.events.get(node.namespace)?.rows.get(node.uid);
  if (event === undefined) {
    return { label: node.name, children: 'none', kind: 'gone' };
  }
  const { reason, message, object, count, at, warning } = event;
  const args = {
    reason,
    message,
    kind: object.kind,
    name: object.name,
    count,
    time: timeOfDay(at),
  };
  return {
    label: `${reason} ${object.name}`,
    description: text({ code: 'editor.explorer.event', args }),
    tooltip: text({ code: 'editor.explorer.event-tip', args }),
    icon: warning ? ['warning', colors.wrong] : ['circle-small-filled', colors.muted],
    children: 'none',
    kind: 'event',
  };
}

/** The row above the cluster's nodes. */
export function nodesRow(text: Text): Row {
  return {
    label: text({ code: 'editor.explorer.nodes' }),
    icon: ['server-environment'],
    children: 'closed',
    kind: 'nodes',
  };
}

/** A node: whether it is ready and takes pods. */
export function nodeRow(state: ExplorerState, node: Node & { t: 'node' }, text: Text): Row {
  const row = state.clusters.get(node.context)?.nodes.rows.get(node.uid);
  if (row === undefined) {
    return { label: node.name, children: 'none', kind: 'gone' };
  }
  const { ready, cordoned, roles, version, name } = row;
  const words = [
    text({ code: `editor.explorer.node-${ready ? 'ready' : 'not-ready'}` }),
    ...(cordoned ? [text({ code: 'editor.explorer.node-cordoned' })] : []),
  ];
  const icon: Icon = cordoned ? ['circle-slash', colors.muted] : ['vm', colors.good];
  return {
    label: name,
    description: words.join(' · '),
    tooltip: [name, words.join(', '), roles.join(', '), version].filter(Boolean).join('\n'),
    icon: ready ? icon : ['warning', colors.wrong],
    children: 'none',
    kind: cordoned ? 'node.cordoned' : 'node.open',
  };
}
