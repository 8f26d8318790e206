import { isDeepStrictEqual } from 'node:util';
import { conditionOf, type KubeObject, listAt, objectAt, textAt } from '../../api/objects.ts';
import { timeText } from '../../api/write.ts';
import type { Kit } from '../kit/kit.ts';
import { keyOfObject } from '../kit/object-index.ts';
import { isEnding } from '../kit/owners.ts';
import { isOver } from '../kit/pods.ts';
import { conditionsOf, withoutCondition } from '../kit/status.ts';
import { generalRefusalText, refusalOf, refusalText } from './filters.ts';
import { preferenceFor } from './node-affinity.ts';
import { Neighbours } from './pod-affinity.ts';
import { taintsOf, tolerationOf } from './taints.ts';
import { Usage } from './usage.ts';

const component = 'default-scheduler';
const writer = { manager: 'kube-scheduler' };

/** Milliseconds before a pod that found no node is tried again: doubled each time. */
const firstBackOff = 1_000;
const lastBackOff = 10_000;

interface Attempt {
  count: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** Puts pods on nodes. Who found none waits until something changes that could help. */
export function startScheduler(kit: Kit): void {
  const usage = new Usage(kit);
  const waiting = new Map<string, Attempt>();
  const pods = kit.objects('pods');
  const queue = kit.queue('scheduler', (key) => {
    const pod = pods.get(key);
    if (pod === undefined || !isForUs(pod)) {
      waiting.delete(key);
      return;
    }
    if (schedule(kit, usage, pod)) {
      waiting.delete(key);
    } else {
      waiting.set(key, { count: (waiting.get(key)?.count ?? 0) + 1, at: kit.now() });
    }
  });
  const wake = kit.queue('scheduler wake', () => {
    for (const [key, { count, at }] of waiting) {
      const due = at + Math.min(firstBackOff * 2 ** (count - 1), lastBackOff);
      queue.addAfter(key, Math.max(0, due - kit.now()));
    }
  });
  for (const pod of pods.all()) {
    queue.add(keyOfObject(pod));
  }
  pods.onChange(({ type, object, previous }) => {
    const key = keyOfObject(object);
    if (type === 'ADDED' || (type === 'MODIFIED' && !isSameWish(object, previous))) {
      queue.add(key);
    }
    const wasOnNode = previous !== undefined && textAt(previous, 'spec', 'nodeName') !== '';
    const isFreed = wasOnNode && (type === 'DELETED' || (isOver(object) && !isOver(previous)));
    const isPlaced = !wasOnNode && textAt(object, 'spec', 'nodeName') !== '';
    const isRelabelled = !isDeepStrictEqual(object.metadata.labels, previous?.metadata.labels);
    if (waiting.size > 0 && (isFreed || isPlaced || isRelabelled)) {
      wake.add('all');
    }
  });
  kit.objects('nodes').onChange(({ object, previous }) => {
    const isSame = previous !== undefined && isDeepStrictEqual(offerOf(object), offerOf(previous));
    if (waiting.size > 0 && !isSame) {
      wake.add('all');
    }
  });
  kit.objects('persistentvolumeclaims').onChange(() => {
    if (waiting.size > 0) {
      wake.add('all');
    }
  });
}

/** What of a node decides on who may be there. */
const offerOf = (node: KubeObject) => [
  node.metadata.labels,
  node.spec,
  objectAt(node, 'status', 'allocatable'),
];

/** What of a pod decides on where it may be; not what an attempt itself has written. */
function isSameWish(pod: KubeObject, previous: KubeObject | undefined): boolean {
  return (
    isDeepStrictEqual(pod.spec, previous?.spec) &&
    isDeepStrictEqual(pod.metadata.labels, previous?.metadata.labels)
  );
}

function isForUs(pod: KubeObject): boolean {
  return (
    textAt(pod, 'spec', 'nodeName') === '' &&
    textAt(pod, 'spec', 'schedulerName') === component &&
    !isEnding(pod) &&
    !isOver(pod)
  );
}

/** @returns whether the pod has a node now, or needs none yet */
function schedule(kit: Kit, usage: Usage, pod: KubeObject): boolean {
  const { namespace = '', name } = pod.metadata;
  if (listAt(pod, 'spec', 'schedulingGates').length > 0) {
    const message = 'Scheduling is blocked due to non-empty scheduling gates';
    noteUnscheduled(kit, pod, 'SchedulingGated', message);
    return true;
  }
  const nodes = kit.objects('nodes').all();
  const missing = missingClaim(kit, pod);
  const neighbours = new Neighbours(kit, usage, pod);
  const looked = nodes.map((node) => ({ node, refusal: refusalOf(pod, node, usage, neighbours) }));
  const fitting = looked.flatMap(({ node, refusal }) => (refusal === undefined ? [node] : []));
  const [best] = fitting.sort((one, other) => order(usage, pod, one, other));
  if (best === undefined || missing !== undefined) {
    const refusals = looked.map(({ refusal }) => refusal ?? { reasons: [], helps: false });
    const message =
      missing === undefined
        ? refusalText(pod, refusals)
        : generalRefusalText(nodes.length, missing);
    const what = { type: 'Warning', reason: 'FailedScheduling', message } as const;
    kit.events.recordAction(component, pod, 'Scheduling', what);
    noteUnscheduled(kit, pod, 'Unschedulable', message);
    return false;
  }
  kit.api.bind(namespace, name, best.metadata.name, writer);
  kit.events.recordAction(component, pod, 'Binding', {
    type: 'Normal',
    reason: 'Scheduled',
    message: `Successfully assigned ${namespace}/${name} to ${best.metadata.name}`,
  });
  return true;
}

/** The better node first: what the pod prefers, then where fewer of its kind are, then fewer pods. */
function order(usage: Usage, pod: KubeObject, one: KubeObject, other: KubeObject): number {
  const rank = (node: KubeObject) => {
    const { name } = node.metadata;
    const shunned = taintsOf(node, ['PreferNoSchedule']).filter(
      (taint) => tolerationOf(pod, taint) === undefined,
    ).length;
    return [shunned, -preferenceFor(pod, node), usage.siblings(name, pod), usage.of(name, 'pods')];
  };
  const [a, b] = [rank(one), rank(other)];
  const index = a.findIndex((value, at) => value !== b[at]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** What keeps a pod off every node because of its claims. Each one that is there will be bound. */
function missingClaim(kit: Kit, pod: KubeObject): string | undefined {
  const claims = kit.objects('persistentvolumeclaims');
  for (const volume of listAt(pod, 'spec', 'volumes')) {
    const name = textAt(volume, 'persistentVolumeClaim', 'claimName');
    if (name === '') {
      continue;
    }
    const claim = claims.get(`${pod.metadata.namespace}/${name}`);
    if (claim === undefined) {
      return `persistentvolumeclaim "${name}" not found`;
    }
    if (isEnding(claim)) {
      return `persistentvolumeclaim "${name}" is being deleted`;
    }
  }
  return undefined;
}

function noteUnscheduled(kit: Kit, pod: KubeObject, reason: string, message: string): void {
  const { namespace = '', name, generation = 1 } = pod.metadata;
  const current = conditionOf(pod, 'PodScheduled');
  if (textAt(current, 'reason') === reason && textAt(current, 'message') === message) {
    return;
  }
  const isNew = textAt(current, 'status') !== 'False';
  const change = (copy: KubeObject) => {
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      observedGeneration: generation,
      lastProbeTime: null,
      lastTransitionTime: isNew ? timeText(kit.now()) : textAt(current, 'lastTransitionTime'),
      reason,
      message,
    };
    const conditions = [...withoutCondition(conditionsOf(copy), 'PodScheduled'), condition];
    copy.status = { ...copy.status, conditions };
  };
  kit.api.change(kit.resource('pods'), namespace, name, change, { ...writer, part: 'status' });
}
