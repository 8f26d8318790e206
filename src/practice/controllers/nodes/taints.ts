import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import { conditionOf, type KubeObject, listAt, textAt, valueAt } from '../../api/objects.ts';
import { timeText } from '../../api/write.ts';
import { followObjects } from '../kit/follow.ts';
import { type Kit, writer } from '../kit/kit.ts';

const prefix = 'node.kubernetes.io/';
const pressures = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];
const keys: Readonly<Record<string, string>> = {
  MemoryPressure: 'memory-pressure',
  DiskPressure: 'disk-pressure',
  PIDPressure: 'pid-pressure',
  NetworkUnavailable: 'network-unavailable',
};
const ours = new Set([
  ...['unschedulable', 'not-ready', 'unreachable', ...Object.values(keys)].map(
    (key) => prefix + key,
  ),
]);

/** How long kubelets may keep what they have read, in seconds; also says that a node has been seen. */
const ttl = 'node.alpha.kubernetes.io/ttl';

/** Says by taints what cordons and conditions of a node mean for pods. */
export function startNodeTaints(kit: Kit): void {
  const nodes = kit.resource('nodes');
  const queue = kit.queue('node', (name) => {
    const node = kit.objects('nodes').get(name);
    if (node === undefined) {
      return;
    }
    const before = listAt(node, 'spec', 'taints');
    const after = taintsFor(kit, node, before);
    const isSeen = node.metadata.annotations?.[ttl] !== undefined;
    if (!isSeen || !isDeepStrictEqual(before, after)) {
      const change = (copy: KubeObject) => {
        const { taints: _, ...spec } = copy.spec ?? {};
        copy.spec = after.length === 0 ? spec : { ...spec, taints: after };
        copy.metadata.annotations = { [ttl]: '0', ...copy.metadata.annotations };
      };
      kit.api.change(nodes, '', name, change, writer);
    }
  });
  followObjects(kit, queue, nodes);
}

/** The taints of a node: those of others, and ours as they are due. */
function taintsFor(kit: Kit, node: KubeObject, before: readonly Json[]): Json[] {
  const due = dueTaints(node);
  const isDue = (taint: Json) =>
    due.some(([key, effect]) => key === textAt(taint, 'key') && effect === textAt(taint, 'effect'));
  const kept = before.filter((taint) => !ours.has(textAt(taint, 'key')) || isDue(taint));
  const added = due
    .filter(
      ([key, effect]) =>
        !before.some((one) => textAt(one, 'key') === key && textAt(one, 'effect') === effect),
    )
    .map(([key, effect]): JsonObject => ({ key, effect, timeAdded: timeText(kit.now()) }));
  return [...kept, ...added];
}

function dueTaints(node: KubeObject): [key: string, effect: string][] {
  const ready = textAt(conditionOf(node, 'Ready'), 'status');
  const state = ready === 'Unknown' ? 'unreachable' : 'not-ready';
  const isKnown = ready !== '';
  const held = pressures.filter((type) => textAt(conditionOf(node, type), 'status') === 'True');
  const isCordoned = valueAt(node, 'spec', 'unschedulable') === true;
  const due: [string, string][] = [
    ...(isCordoned ? [['unschedulable', 'NoSchedule'] as [string, string]] : []),
    ...(ready === 'True' ? [] : [[state, 'NoSchedule'] as [string, string]]),
    ...(ready === 'True' || !isKnown ? [] : [[state, 'NoExecute'] as [string, string]]),
    ...held.map((type): [string, string] => [keys[type] ?? '', 'NoSchedule']),
  ];
  return due.map(([key, effect]) => [prefix + key, effect]);
}
