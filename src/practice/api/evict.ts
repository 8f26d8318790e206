import type { JsonObject } from '../../experiment/json.ts';
import { type DeleteOptions, remove } from './delete.ts';
import { isReady, type KubeObject, numberAt, objectAt, textAt, valueAt } from './objects.ts';
import { objectSelector } from './selectors/labels.ts';
import { ApiError } from './status.ts';
import { mustGet, timeText, update, type WriteContext, type WriteOptions } from './write.ts';

/**
 * Deletes a pod if the budgets that cover it allow one disruption more.
 * @throws ApiError 404, 409 where a precondition does not hold, 429 where a budget refuses, 500 where
 * two budgets cover the pod
 */
export function evict(
  context: WriteContext,
  namespace: string,
  name: string,
  options: DeleteOptions,
  writer: WriteOptions,
): JsonObject {
  const pods = context.registry.builtIn('pods');
  const pod = mustGet(context.store, pods, namespace, name);
  const uid = options.preconditions?.uid;
  const isMeant = uid === undefined || uid === pod.metadata.uid;
  const covering = isMeant && isCounted(pod) ? budgetsOf(context, pod) : [];
  if (covering.length > 1) {
    throw new ApiError(
      500,
      'InternalError',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  }
  const budget = covering[0];
  if (budget !== undefined && !isExempt(pod, budget)) {
    useBudget(context, budget, pod, { ...writer, ...dry(options) });
  }
  remove(context, pods, namespace, name, options);
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
}

const dry = ({ dryRun }: DeleteOptions) => (dryRun === undefined ? {} : { dryRun });

/** Pods that have not started, or have ended, are in nobody's way. */
function isCounted(pod: KubeObject): boolean {
  const phase = textAt(pod, 'status', 'phase');
  const isOver = ['Pending', 'Succeeded', 'Failed'].includes(phase);
  return !isOver && pod.metadata.deletionTimestamp === undefined;
}

function budgetsOf({ store }: WriteContext, pod: KubeObject): KubeObject[] {
  return store
    .list('poddisruptionbudgets.policy', pod.metadata.namespace)
    .filter(
      (budget) =>
        valueAt(budget, 'spec', 'selector') !== undefined &&
        objectSelector(objectAt(budget, 'spec', 'selector'))(pod.metadata.labels ?? {}),
    );
}

/** A pod that is not ready is no loss, if the rest is healthy enough or the budget does not care. */
function isExempt(pod: KubeObject, budget: KubeObject): boolean {
  if (isReady(pod)) {
    return false;
  }
  const healthy = numberAt(budget, 'status', 'currentHealthy');
  const desired = numberAt(budget, 'status', 'desiredHealthy');
  return (
    textAt(budget, 'spec', 'unhealthyPodEvictionPolicy') === 'AlwaysAllow' ||
    (healthy >= desired && desired > 0)
  );
}

function useBudget(
  context: WriteContext,
  budget: KubeObject,
  pod: KubeObject,
  writer: WriteOptions,
): void {
  const { name, namespace = '' } = budget.metadata;
  const status = objectAt(budget, 'status');
  const allowed = numberAt(status, 'disruptionsAllowed');
  if (numberAt(status, 'observedGeneration') < (budget.metadata.generation ?? 0)) {
    throw refused(`The disruption budget ${name} is still being processed by the server.`, 10);
  }
  if (allowed <= 0) {
    const desired = numberAt(status, 'desiredHealthy');
    const current = numberAt(status, 'currentHealthy');
    throw refused(
      `The disruption budget ${name} needs ${desired} healthy pods and has ${current} currently`,
      0,
    );
  }
  const disrupted = objectAt(status, 'disruptedPods');
  const now = timeText(context.now());
  const next: KubeObject = {
    ...budget,
    status: {
      ...status,
      disruptionsAllowed: allowed - 1,
      disruptedPods: { ...disrupted, [pod.metadata.name]: now },
    },
  };
  const budgets = context.registry.builtIn('poddisruptionbudgets.policy');
  update(context, budgets, namespace, name, next, { ...writer, part: 'status' });
}

/** @param seconds after which to ask again; 0 says nothing */
function refused(why: string, seconds: number): ApiError {
  return new ApiError(
    429,
    'TooManyRequests',
    "Cannot evict pod as it would violate the pod's disruption budget.",
    {
      causes: [{ reason: 'DisruptionBudget', message: why }],
      ...(seconds === 0 ? {} : { retryAfterSeconds: seconds }),
    },
  );
}
