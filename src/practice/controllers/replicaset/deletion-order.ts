import {
  conditionOf,
  isReady,
  type KubeObject,
  listAt,
  numberAt,
  textAt,
} from '../../api/objects.ts';

const phases = ['Pending', 'Unknown', 'Running'];

type Rule = (one: KubeObject, other: KubeObject) => number;

/**
 * Pods in the order in which they are given up: those that are on no node first, then by phase, those
 * that are not ready, by deletion cost, those on a node with many others, those that have been ready
 * for the shorter time, that restarted more often, that are younger. Times count by their order of
 * magnitude only, as in the real controller, so that not always the same ones are hit.
 * @param siblings pods that share the nodes with them
 */
export function inDeletionOrder(
  pods: readonly KubeObject[],
  siblings: readonly KubeObject[],
  now: number,
): KubeObject[] {
  const crowds = new Map<string, number>();
  for (const pod of siblings) {
    crowds.set(nodeOf(pod), (crowds.get(nodeOf(pod)) ?? 0) + 1);
  }
  const ascending =
    (value: (pod: KubeObject) => number): Rule =>
    (one, other) =>
      value(one) - value(other);
  const rules: Rule[] = [
    ascending((pod) => (nodeOf(pod) === '' ? 0 : 1)),
    ascending((pod) => phases.indexOf(textAt(pod, 'status', 'phase'))),
    ascending((pod) => (isReady(pod) ? 1 : 0)),
    ascending(({ metadata }) =>
      Number(metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0),
    ),
    ascending((pod) => -(crowds.get(nodeOf(pod)) ?? 0)),
    byAge((pod) => textAt(conditionOf(pod, 'Ready'), 'lastTransitionTime'), isReady, now),
    ascending((pod) => -restarts(pod)),
    byAge(({ metadata }) => metadata.creationTimestamp, undefined, now),
  ];
  return [...pods].sort((one, other) => {
    for (const rule of rules) {
      const order = rule(one, other);
      if (order !== 0) {
        return order;
      }
    }
    return 0;
  });
}

const nodeOf = (pod: KubeObject) => textAt(pod, 'spec', 'nodeName');

/** Younger first; of the same order of magnitude, by uid, which is as good as chance. */
function byAge(
  timeOf: (pod: KubeObject) => string,
  applies: ((pod: KubeObject) => boolean) | undefined,
  now: number,
): Rule {
  return (one, other) => {
    const times = [Date.parse(timeOf(one)), Date.parse(timeOf(other))] as const;
    if ((applies && !(applies(one) && applies(other))) || times[0] === times[1]) {
      return 0;
    }
    const ranks = times.map((time) => Math.floor(Math.log2(Math.max(1, (now - time) * 1e6))));
    const order = (ranks[0] ?? 0) - (ranks[1] ?? 0);
    return order !== 0 ? order : one.metadata.uid < other.metadata.uid ? -1 : 1;
  };
}

function restarts(pod: KubeObject): number {
  return Math.max(
    0,
    ...listAt(pod, 'status', 'containerStatuses').map((one) => numberAt(one, 'restartCount')),
  );
}
