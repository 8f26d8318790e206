import type { JsonObject } from '../../../experiment/json.ts';
import {
  conditionOf,
  hasCondition,
  type KubeObject,
  listAt,
  numberAt,
  textAt,
  valueAt,
} from '../../api/objects.ts';
import { isEnding } from '../kit/owners.ts';

/** Keeps a pod until its job has counted how it ended. */
export const trackingFinalizer = 'batch.kubernetes.io/job-tracking';

export const indexKey = 'batch.kubernetes.io/job-completion-index';

export const isTracked = ({ metadata }: KubeObject) =>
  (metadata.finalizers ?? []).includes(trackingFinalizer);

export const isIndexed = (job: KubeObject) => textAt(job, 'spec', 'completionMode') === 'Indexed';

/** The condition of a type that holds. */
export function heldCondition(job: KubeObject, type: string): JsonObject | undefined {
  return hasCondition(job, type) ? (conditionOf(job, type) as JsonObject) : undefined;
}

/** Whether a job has come to its end. */
export function isFinished(job: KubeObject): boolean {
  return (heldCondition(job, 'Complete') ?? heldCondition(job, 'Failed')) !== undefined;
}

export const hasSucceeded = (pod: KubeObject) => textAt(pod, 'status', 'phase') === 'Succeeded';

/** Whether a pod counts as a failure: also one that is taken away before it has ended. */
export function hasFailed(job: KubeObject, pod: KubeObject): boolean {
  if (textAt(pod, 'status', 'phase') === 'Failed') {
    return true;
  }
  const waits = textAt(job, 'spec', 'podReplacementPolicy') === 'Failed';
  return !waits && isEnding(pod) && !hasSucceeded(pod);
}

/** The number of an indexed job's pod; -1 for none. */
export function indexOf({ metadata }: KubeObject): number {
  const text = metadata.annotations?.[indexKey] ?? metadata.labels?.[indexKey];
  return text === undefined || !/^\d+$/.test(text) ? -1 : Number(text);
}

/** Indexes as a job writes them: `0,2-4`. */
export function indexesText(indexes: ReadonlySet<number>): string {
  const sorted = [...indexes].sort((one, other) => one - other);
  const runs: [number, number][] = [];
  for (const index of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === index - 1) {
      last[1] = index;
    } else {
      runs.push([index, index]);
    }
  }
  return runs
    .map(([first, last]) => {
      if (first === last) {
        return String(first);
      }
      return last === first + 1 ? `${first},${last}` : `${first}-${last}`;
    })
    .join(',');
}

/** The other way round. */
export function indexesOf(text: string): Set<number> {
  const indexes = new Set<number>();
  for (const part of text === '' ? [] : text.split(',')) {
    const [first = 0, last = first] = part.split('-').map(Number);
    for (let index = first; index <= last; index++) {
      indexes.add(index);
    }
  }
  return indexes;
}

/** When a pod's containers ended, in milliseconds since 1970. */
export function endOf(pod: KubeObject, otherwise: number): number {
  const times = listAt(pod, 'status', 'containerStatuses').map((one) =>
    Date.parse(textAt(one, 'state', 'terminated', 'finishedAt')),
  );
  const last = Math.max(...times.filter((time) => !Number.isNaN(time)));
  return Number.isFinite(last) ? last : otherwise;
}

/** How often the containers of pods that restart them have been restarted. */
export function restarts(pods: readonly KubeObject[]): number {
  return pods
    .filter((pod) => ['Running', 'Pending'].includes(textAt(pod, 'status', 'phase')))
    .flatMap((pod) => [
      ...listAt(pod, 'status', 'initContainerStatuses'),
      ...listAt(pod, 'status', 'containerStatuses'),
    ])
    .reduce<number>((total, one) => total + numberAt(one, 'restartCount'), 0);
}

export const isSuspended = (job: KubeObject) => valueAt(job, 'spec', 'suspend') === true;
