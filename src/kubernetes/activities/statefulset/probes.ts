import type { KubeObject } from '../../objects.ts';
import { awaitState, isObserved } from '../common/readiness.ts';
import { statefulSets } from '../common/resources.ts';
import { wantedReplicas } from '../common/scaling.ts';

/** Whether as many pods are ready as wanted, by the status as it is; a missing figure is 0. */
function allReady(object: KubeObject): boolean {
  const { readyReplicas = 0 } = (object.status ?? {}) as { readyReplicas?: number };
  return readyReplicas === wantedReplicas(object);
}

/** `statefulset_fully_available` */
export const statefulSetFullyAvailable = awaitState({
  resource: statefulSets,
  reached: (object) => isObserved(object) && allReady(object),
  failure: {
    unless: 'raise_on_not_fully_available',
    late: 'kubernetes.statefulset-not-ready',
    unseen: 'kubernetes.statefulset-never-seen',
  },
});

/** `statefulset_not_fully_available` */
export const statefulSetNotFullyAvailable = awaitState({
  resource: statefulSets,
  reached: (object) => !allReady(object),
  failure: {
    unless: 'raise_on_fully_available',
    late: 'kubernetes.statefulset-still-ready',
    unseen: 'kubernetes.statefulset-never-seen',
  },
});
