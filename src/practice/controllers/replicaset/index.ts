import type { JsonObject } from '../../../experiment/json.ts';
import { isReady, type KubeObject, objectAt } from '../../api/objects.ts';
import { ApiError } from '../../api/status.ts';
import { timeText } from '../../api/write.ts';
import { candidatePods, claim } from '../kit/claim.ts';
import { followDependents, followObjects } from '../kit/follow.ts';
import { type Kit, paceOf } from '../kit/kit.ts';
import { controllerOf, isEnding } from '../kit/owners.ts';
import { createPod, deletePod, podOf } from '../kit/pod-control.ts';
import { isActive, isAvailable, untilAvailable } from '../kit/pods.ts';
import {
  conditionsOf,
  counts,
  shownConditions,
  specNumber,
  withoutCondition,
  writeStatus,
} from '../kit/status.ts';
import type { WorkQueue } from '../kit/work-queue.ts';
import { inDeletionOrder } from './deletion-order.ts';

const component = 'replicaset-controller';

/** The most pods that are made or deleted at one look. */
const burst = 500;

/** Keeps as many pods of each replica set as it wants. */
export function startReplicaSets(kit: Kit): void {
  const sets = kit.resource('replicasets.apps');
  const look = (key: string) => {
    const set = kit.objects(sets.id).get(key);
    const next = set === undefined ? undefined : reconcile(kit, set);
    if (next !== undefined) {
      queue.addAfter(key, next);
    }
  };
  const queue: WorkQueue = kit.queue('replica set', look, (key) => {
    const uid = kit.objects(sets.id).get(key)?.metadata.uid ?? '';
    return paceOf(kit.objects('pods').count('owner', uid));
  });
  followDependents(kit, queue, sets, 'pods');
  followObjects(kit, queue, sets);
}

/** @returns milliseconds after which a pod will have been ready for long enough */
function reconcile(kit: Kit, set: KubeObject): number | undefined {
  const pods = kit.resource('pods');
  const all = candidatePods(kit, set);
  const ending = all.filter((pod) => isEnding(pod) && isOwn(set, pod));
  const active = claim(kit, set, pods, all.filter(isActive));
  const failure = isEnding(set) ? undefined : attempt(() => manage(kit, set, active));
  const minReady = specNumber(set, 'minReadySeconds', 0);
  writeStatus(kit, kit.resource('replicasets.apps'), set, {
    ...statusOf(kit, set, active),
    terminatingReplicas: ending.length,
    ...shownConditions(conditions(kit, set, active.length, failure)),
  });
  if (failure !== undefined) {
    throw failure;
  }
  const waits = active
    .map((pod) => untilAvailable(pod, minReady, kit.now()) ?? 0)
    .filter((wait) => wait > 0);
  return waits.length === 0 ? undefined : Math.min(...waits);
}

const isOwn = (set: KubeObject, pod: KubeObject) => controllerOf(pod)?.uid === set.metadata.uid;

/** The API's refusal, if there is one: the status tells of it. */
function attempt(work: () => void): ApiError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) {
      return error;
    }
    throw error;
  }
}

function manage(kit: Kit, set: KubeObject, active: readonly KubeObject[]): void {
  const missing = specNumber(set, 'replicas', 1) - active.length;
  const template = objectAt(set, 'spec', 'template');
  for (let number = 0; number < Math.min(missing, burst); number++) {
    if (createPod(kit, component, set, podOf(set, template, undefined)) === undefined) {
      return;
    }
  }
  if (missing < 0) {
    const siblings = siblingPods(kit, set);
    const victims = inDeletionOrder(active, siblings, kit.now());
    for (const pod of victims.slice(0, Math.min(-missing, burst))) {
      deletePod(kit, component, set, pod);
    }
  }
}

/** Active pods of all replica sets that have the same controller: they share the nodes. */
function siblingPods(kit: Kit, set: KubeObject): KubeObject[] {
  const owner = controllerOf(set);
  const sets = owner === undefined ? [set] : kit.objects('replicasets.apps').by('owner', owner.uid);
  return sets
    .flatMap(({ metadata }) => kit.objects('pods').by('owner', metadata.uid))
    .filter(isActive);
}

function statusOf(kit: Kit, set: KubeObject, active: readonly KubeObject[]): JsonObject {
  const minReady = specNumber(set, 'minReadySeconds', 0);
  const wanted = Object.entries(objectAt(set, 'spec', 'template', 'metadata', 'labels'));
  const isLabelled = ({ metadata: { labels = {} } }: KubeObject) =>
    wanted.every(([key, value]) => labels[key] === value);
  return {
    replicas: active.length,
    ...counts({
      fullyLabeledReplicas: active.filter(isLabelled).length,
      readyReplicas: active.filter(isReady).length,
      availableReplicas: active.filter((pod) => isAvailable(pod, minReady, kit.now())).length,
      observedGeneration: set.metadata.generation ?? 0,
    }),
  };
}

function conditions(
  kit: Kit,
  set: KubeObject,
  active: number,
  failure: ApiError | undefined,
): JsonObject[] {
  const before = conditionsOf(set);
  const others = withoutCondition(before, 'ReplicaFailure');
  if (failure === undefined) {
    return others;
  }
  return before.length > others.length
    ? before
    : [
        ...others,
        {
          type: 'ReplicaFailure',
          status: 'True',
          lastTransitionTime: timeText(kit.now()),
          reason: active < specNumber(set, 'replicas', 1) ? 'FailedCreate' : 'FailedDelete',
          message: failure.message,
        },
      ];
}
