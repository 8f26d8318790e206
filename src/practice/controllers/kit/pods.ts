import { conditionOf, isReady, type KubeObject, textAt } from '../../api/objects.ts';
import { isEnding } from './owners.ts';

/** Whether a pod has ended by itself, well or badly. */
export function isOver(pod: KubeObject): boolean {
  const phase = textAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Whether a pod counts as one of its controller's replicas. */
export function isActive(pod: KubeObject): boolean {
  return !isOver(pod) && !isEnding(pod);
}

/**
 * Milliseconds until a pod has been ready for long enough; 0 where it has been, `undefined` where it
 * is not ready.
 * @param minReadySeconds how long it must have been ready
 */
export function untilAvailable(
  pod: KubeObject,
  minReadySeconds: number,
  now: number,
): number | undefined {
  if (!isReady(pod)) {
    return undefined;
  }
  if (minReadySeconds === 0) {
    return 0;
  }
  const since = Date.parse(textAt(conditionOf(pod, 'Ready'), 'lastTransitionTime'));
  return Math.max(0, since + minReadySeconds * 1000 - now);
}

/** Whether a pod has been ready for long enough. */
export function isAvailable(pod: KubeObject, minReadySeconds: number, now: number): boolean {
  return untilAvailable(pod, minReadySeconds, now) === 0;
}
