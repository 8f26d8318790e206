import { type KubeObject, objectAt, textAt, valueAt } from '../../api/objects.ts';
import { choosesNode } from './node-affinity.ts';
import type { Neighbours, Rejection } from './pod-affinity.ts';
import { thousandths } from './quantities.ts';
import { taintsOf, tolerationOf } from './taints.ts';
import { requestsOf, type Usage } from './usage.ts';

/** Why a node does not take a pod, in the words of the real scheduler. */
export interface Refusal {
  reasons: string[];
  /** Whether the end of other pods would help. */
  helps: boolean;
}

const neighbourTexts: Readonly<Record<Rejection, string>> = {
  spread: "node(s) didn't match pod topology spread constraints",
  affinity: "node(s) didn't match pod affinity rules",
  'anti-affinity': "node(s) didn't match pod anti-affinity rules",
  'existing anti-affinity': "node(s) didn't satisfy existing pods anti-affinity rules",
};

/** The taint that stands for a cordon; who tolerates it may be put on a cordoned node. */
const cordon = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/** The first rule that keeps a pod off a node, in the order of the real scheduler. */
export function refusalOf(
  pod: KubeObject,
  node: KubeObject,
  usage: Usage,
  neighbours: Neighbours,
): Refusal | undefined {
  const isCordoned = valueAt(node, 'spec', 'unschedulable') === true;
  if (isCordoned && tolerationOf(pod, cordon) === undefined) {
    return { reasons: ['node(s) were unschedulable'], helps: false };
  }
  const taints = taintsOf(node, ['NoSchedule', 'NoExecute']);
  if (taints.some((taint) => tolerationOf(pod, taint) === undefined)) {
    return { reasons: ['node(s) had untolerated taint(s)'], helps: false };
  }
  if (!choosesNode(pod, node)) {
    return { reasons: ["node(s) didn't match Pod's node affinity/selector"], helps: false };
  }
  const lacking = lackingOn(pod, node, usage);
  if (lacking.length > 0) {
    return {
      reasons: lacking.map(({ reason }) => reason),
      helps: lacking.every(({ helps }) => helps),
    };
  }
  const rejection = neighbours.rejection(node);
  return rejection === undefined
    ? undefined
    : { reasons: [neighbourTexts[rejection]], helps: rejection !== 'affinity' };
}

function lackingOn(
  pod: KubeObject,
  node: KubeObject,
  usage: Usage,
): { reason: string; helps: boolean }[] {
  const allocatable = objectAt(node, 'status', 'allocatable');
  const { name } = node.metadata;
  return [...requestsOf(pod)].flatMap(([resource, amount]) => {
    const limit = thousandths(allocatable[resource] ?? (resource === 'pods' ? 110 : 0));
    const fits = amount === 0 || usage.of(name, resource) + amount <= limit;
    const reason = resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`;
    return fits ? [] : [{ reason, helps: amount <= limit }];
  });
}

/**
 * Why no node takes a pod, as the event and the condition say it.
 * @param refusals one for each node
 */
export function refusalText(pod: KubeObject, refusals: readonly Refusal[]): string {
  if (refusals.length === 0) {
    return 'no nodes available to schedule pods';
  }
  const total = totalText(refusals.length);
  const why = histogram(refusals.flatMap(({ reasons }) => reasons));
  const preemption =
    textAt(pod, 'spec', 'preemptionPolicy') === 'Never'
      ? 'not eligible due to preemptionPolicy=Never.'
      : `${total} ${histogram(
          refusals.map(({ helps }) =>
            helps
              ? 'No preemption victims found for incoming pod'
              : 'Preemption is not helpful for scheduling',
          ),
        )}.`;
  return `${total} ${why}. no new claims to deallocate, preemption: ${preemption}`;
}

/** As `refusalText`, for what is wrong with the pod whatever the node. The odd end is the real one. */
export function generalRefusalText(nodes: number, reason: string): string {
  return `${totalText(nodes)} ${reason}. not found`;
}

const totalText = (nodes: number) => `0/${nodes} nodes are available:`;

function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}
