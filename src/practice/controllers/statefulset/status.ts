import type { JsonObject } from '../../../experiment/json.ts';
import { isReady, type KubeObject, textAt } from '../../api/objects.ts';
import type { History } from '../kit/history.ts';
import type { Kit } from '../kit/kit.ts';
import { isEnding } from '../kit/owners.ts';
import { isAvailable } from '../kit/pods.ts';
import { counts, specNumber } from '../kit/status.ts';
import { revisionLabel } from './identity.ts';

export const isRunning = (pod: KubeObject) => textAt(pod, 'status', 'phase') === 'Running';

/** Whether a pod counts as working. */
export function isHealthy(kit: Kit, set: KubeObject, pod: KubeObject): boolean {
  const minReady = specNumber(set, 'minReadySeconds', 0);
  return isRunning(pod) && isAvailable(pod, minReady, kit.now());
}

export const revisionOfPod = ({ metadata }: KubeObject) => metadata.labels?.[revisionLabel] ?? '';

/**
 * The status of a set.
 * @param current name of the revision that pods had before the update
 */
export function statusOf(
  kit: Kit,
  set: KubeObject,
  pods: readonly KubeObject[],
  current: string,
  { update, collisions }: History,
): JsonObject {
  const wanted = specNumber(set, 'replicas', 1);
  const alive = pods.filter((pod) => !isEnding(pod));
  const updated = alive.filter((pod) => revisionOfPod(pod) === update.metadata.name).length;
  const ready = pods.filter((pod) => isRunning(pod) && isReady(pod)).length;
  const isRolling = textAt(set, 'spec', 'updateStrategy', 'type') === 'RollingUpdate';
  const isDone = isRolling && updated === wanted && ready === wanted && pods.length === wanted;
  const currentName = isDone ? update.metadata.name : current;
  return {
    replicas: pods.length,
    ...counts({
      observedGeneration: set.metadata.generation ?? 0,
      readyReplicas: ready,
      currentReplicas: alive.filter((pod) => revisionOfPod(pod) === currentName).length,
      updatedReplicas: updated,
    }),
    availableReplicas: pods.filter((pod) => isHealthy(kit, set, pod)).length,
    currentRevision: currentName,
    updateRevision: update.metadata.name,
    collisionCount: collisions,
  };
}
