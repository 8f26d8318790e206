import { isReady, type KubeObject, textAt, valueAt } from '../../api/objects.ts';
import type { EventType } from '../kit/events.ts';
import { isEnding } from '../kit/owners.ts';
import { shareOf } from '../kit/share.ts';
import { oldestFirst } from './order.ts';
import { hashLabel } from './pods.ts';

/** A node, and the pods of a set on it. */
export interface NodePods {
  node: string;
  /** It is to have one. */
  wants: boolean;
  /** It may keep one. */
  keeps: boolean;
  pods: KubeObject[];
}

/** What is to be done for a set. */
export interface Plan {
  /** Names of nodes that get a pod. */
  create: string[];
  remove: KubeObject[];
  events: { type: EventType; reason: string; message: string }[];
}

/** What a plan asks about pods. */
export interface PodFacts {
  isAvailable(pod: KubeObject): boolean;
  /** Whether a pod that failed may be replaced by now. */
  mayReplace(pod: KubeObject): boolean;
}

/**
 * What is missing or too many on each node; where nothing is, the next step of an update.
 * @param hash of the template that is wanted
 */
export function plan(
  set: KubeObject,
  nodes: readonly NodePods[],
  hash: string,
  facts: PodFacts,
): Plan {
  const next: Plan = { create: [], remove: [], events: [] };
  const most = limits(set, nodes.filter(({ wants }) => wants).length);
  for (const one of nodes) {
    settle(one, hash, most.surge > 0, facts, next);
  }
  const isRolling = textAt(set, 'spec', 'updateStrategy', 'type') === 'RollingUpdate';
  if (next.create.length + next.remove.length === 0 && isRolling) {
    if (most.surge > 0) {
      surge(nodes, hash, most.surge, facts, next);
    } else {
      replace(nodes, hash, most.unavailable, facts, next);
    }
  }
  return next;
}

function limits(set: KubeObject, wanted: number): { surge: number; unavailable: number } {
  const limit = (key: string) => valueAt(set, 'spec', 'updateStrategy', 'rollingUpdate', key);
  const surge = shareOf(limit('maxSurge'), wanted, 'up');
  const unavailable = shareOf(limit('maxUnavailable'), wanted, 'up');
  return { surge, unavailable: surge + unavailable === 0 ? 1 : unavailable };
}

function settle(
  { node, wants, keeps, pods }: NodePods,
  hash: string,
  surges: boolean,
  facts: PodFacts,
  next: Plan,
): void {
  if (wants && pods.length === 0) {
    next.create.push(node);
    return;
  }
  const alive = pods.filter((pod) => !isEnding(pod));
  if (!keeps) {
    next.remove.push(...alive);
    return;
  }
  const running = alive.filter((pod) => {
    const phase = textAt(pod, 'status', 'phase');
    const { namespace, name } = pod.metadata;
    if (phase === 'Failed' && facts.mayReplace(pod)) {
      const message = `Found failed daemon pod ${namespace}/${name} on node ${node}, will try to kill it`;
      next.events.push({ type: 'Warning', reason: 'FailedDaemonPod', message });
      next.remove.push(pod);
    } else if (phase === 'Succeeded') {
      const message = `Found succeeded daemon pod ${namespace}/${name} on node ${node}, will try to delete it`;
      next.events.push({ type: 'Normal', reason: 'SucceededDaemonPod', message });
      next.remove.push(pod);
    }
    return phase !== 'Failed' && phase !== 'Succeeded';
  });
  const sorted = oldestFirst(running);
  if (!surges) {
    next.remove.push(...sorted.slice(1));
    return;
  }
  if (sorted.length === 0 && wants && alive.length === 0) {
    next.create.push(node);
    return;
  }
  const [fresh, ...moreFresh] = sorted.filter((pod) => isOf(pod, hash));
  const [old, ...moreOld] = sorted.filter((pod) => !isOf(pod, hash));
  next.remove.push(...moreFresh, ...moreOld);
  if (fresh !== undefined && old !== undefined && (!isReady(old) || facts.isAvailable(fresh))) {
    next.remove.push(old);
  }
}

const isOf = ({ metadata }: KubeObject, hash: string) => metadata.labels?.[hashLabel] === hash;

/** The pods of a node that are not under deletion, by template. */
function ofNode({ pods }: NodePods, hash: string) {
  const alive = pods.filter((pod) => !isEnding(pod));
  return {
    fresh: alive.find((pod) => isOf(pod, hash)),
    old: alive.find((pod) => !isOf(pod, hash)),
  };
}

/** Ends old pods, as many as may be missing; those that do not work, in any case. */
function replace(
  nodes: readonly NodePods[],
  hash: string,
  most: number,
  facts: PodFacts,
  next: Plan,
): void {
  const candidates: KubeObject[] = [];
  let missing = 0;
  for (const one of nodes.filter(({ wants, pods }) => wants || pods.length > 0)) {
    const { fresh, old } = ofNode(one, hash);
    if (old === undefined || fresh !== undefined) {
      missing += fresh !== undefined && facts.isAvailable(fresh) ? 0 : 1;
    } else if (facts.isAvailable(old)) {
      candidates.push(old);
    } else {
      next.remove.push(old);
      missing += 1;
    }
  }
  next.remove.push(...candidates.slice(0, Math.max(0, most - missing)));
}

/** Makes new pods beside old ones, as many as there may be more. */
function surge(
  nodes: readonly NodePods[],
  hash: string,
  most: number,
  facts: PodFacts,
  next: Plan,
): void {
  const candidates: string[] = [];
  let more = 0;
  for (const one of nodes.filter(({ wants }) => wants)) {
    const { fresh, old } = ofNode(one, hash);
    if (old === undefined) {
      continue;
    }
    if (fresh !== undefined) {
      more += facts.isAvailable(fresh) ? 0 : 1;
    } else if (facts.isAvailable(old)) {
      candidates.push(one.node);
    } else {
      next.create.push(one.node);
    }
  }
  next.create.push(...candidates.slice(0, Math.max(0, most - more)));
}
