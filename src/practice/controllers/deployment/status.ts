import type { JsonObject } from '../../../experiment/json.ts';
import { numberAt, textAt } from '../../api/objects.ts';
import { conditionsOf, counts, shownConditions, withoutCondition } from '../kit/status.ts';
import { condition, setCondition, withCondition } from './conditions.ts';
import { type Rollout, statusOf, sum, wantedOf } from './rollout.ts';

const available = 'NewReplicaSetAvailable';
const timedOut = 'ProgressDeadlineExceeded';

/** The status as its replica sets make it, with the conditions that the deployment has. */
export function statusNow(rollout: Rollout): JsonObject {
  const { deployment } = rollout;
  const sets = rollout.sets();
  const total = (key: string) => sum(sets, (set) => statusOf(set, key));
  const ready = total('availableReplicas');
  const collisions = deployment.status?.['collisionCount'];
  const isEnough = ready >= rollout.wanted - rollout.maxUnavailable;
  const availability = isEnough
    ? condition(
        rollout,
        'Available',
        'True',
        'MinimumReplicasAvailable',
        'Deployment has minimum availability.',
      )
    : condition(
        rollout,
        'Available',
        'False',
        'MinimumReplicasUnavailable',
        'Deployment does not have minimum availability.',
      );
  return {
    ...counts({
      observedGeneration: deployment.metadata.generation ?? 0,
      replicas: total('replicas'),
      updatedReplicas: statusOf(rollout.newSet(), 'replicas'),
      readyReplicas: total('readyReplicas'),
      availableReplicas: ready,
      unavailableReplicas: Math.max(0, sum(sets, wantedOf) - ready),
    }),
    terminatingReplicas: total('terminatingReplicas'),
    ...(collisions === undefined ? {} : { collisionCount: collisions }),
    ...shownConditions(withCondition(conditionsOf(deployment), availability)),
  };
}

/** Whether all pods are of the template that is wanted, and work. */
export function isComplete({ deployment, wanted }: Rollout, status: JsonObject): boolean {
  return (
    ['updatedReplicas', 'replicas', 'availableReplicas'].every(
      (key) => numberAt(status, key) === wanted,
    ) && numberAt(status, 'observedGeneration') >= (deployment.metadata.generation ?? 0)
  );
}

/** The status in a rollout: it also says whether there is progress. */
export function rolloutStatus(rollout: Rollout): JsonObject {
  const next = statusNow(rollout);
  const before = rollout.deployment.status ?? {};
  const current = conditionsOf(rollout.deployment).find(
    (one) => textAt(one, 'type') === 'Progressing',
  );
  let conditions = conditionsOf({ ...rollout.deployment, status: next });
  if (rollout.deadline === undefined) {
    conditions = withoutCondition(conditions, 'Progressing');
  }
  const isDone =
    numberAt(next, 'replicas') === numberAt(next, 'updatedReplicas') &&
    textAt(current, 'reason') === available;
  if (rollout.deadline !== undefined && !isDone) {
    conditions = withProgress(rollout, conditions, before, next);
  }
  return { ...next, ...shownConditions(withFailure(rollout, conditions)) };
}

function withProgress(
  rollout: Rollout,
  conditions: readonly JsonObject[],
  before: JsonObject,
  next: JsonObject,
): JsonObject[] {
  const set = rollout.newSet();
  const subject =
    set === undefined
      ? `Deployment "${rollout.deployment.metadata.name}"`
      : `ReplicaSet "${set.metadata.name}"`;
  if (isComplete(rollout, next)) {
    const message = `${subject} has successfully progressed.`;
    return withCondition(conditions, condition(rollout, 'Progressing', 'True', available, message));
  }
  if (hasProgressed(before, next)) {
    const message = `${subject} is progressing.`;
    const fresh = condition(rollout, 'Progressing', 'True', 'ReplicaSetUpdated', message);
    const current = conditions.find((one) => textAt(one, 'type') === 'Progressing');
    // The time of the last progress is set anew also where the reason stays the same.
    const since: JsonObject =
      textAt(current, 'status') === 'True'
        ? { lastTransitionTime: textAt(current, 'lastTransitionTime') }
        : {};
    return [...withoutCondition(conditions, 'Progressing'), { ...fresh, ...since }];
  }
  if (isLate(rollout, conditions)) {
    const message = `${subject} has timed out progressing.`;
    return withCondition(conditions, condition(rollout, 'Progressing', 'False', timedOut, message));
  }
  return [...conditions];
}

function hasProgressed(before: JsonObject, next: JsonObject): boolean {
  const more = (key: string) => numberAt(next, key) > numberAt(before, key);
  const old = (status: JsonObject) =>
    numberAt(status, 'replicas') - numberAt(status, 'updatedReplicas');
  return (
    more('updatedReplicas') ||
    more('readyReplicas') ||
    more('availableReplicas') ||
    old(next) < old(before)
  );
}

function isLate(rollout: Rollout, conditions: readonly JsonObject[]): boolean {
  const current = conditions.find((one) => textAt(one, 'type') === 'Progressing');
  const reason = textAt(current, 'reason');
  if (current === undefined || reason === available) {
    return false;
  }
  return reason === timedOut || deadlineOf(rollout, current) < rollout.kit.now();
}

function deadlineOf(rollout: Rollout, progress: JsonObject): number {
  return Date.parse(textAt(progress, 'lastUpdateTime')) + (rollout.deadline ?? 0) * 1000;
}

/** Milliseconds after which a rollout that stands still has to be looked at; undefined for never. */
export function untilDeadline(rollout: Rollout, status: JsonObject): number | undefined {
  const progress = conditionsOf({ ...rollout.deployment, status }).find(
    (one) => textAt(one, 'type') === 'Progressing',
  );
  const isOver =
    rollout.deadline === undefined ||
    progress === undefined ||
    isComplete(rollout, status) ||
    textAt(progress, 'reason') === timedOut;
  return isOver ? undefined : Math.max(0, deadlineOf(rollout, progress) - rollout.kit.now()) + 1000;
}

/** A replica set that cannot make or delete pods is the deployment's failure too. */
function withFailure(rollout: Rollout, conditions: readonly JsonObject[]): JsonObject[] {
  const type = 'ReplicaFailure';
  const sets = [rollout.newSet(), ...rollout.sets()].filter((set) => set !== undefined);
  const failure = sets
    .flatMap((set) => conditionsOf(set))
    .find((one) => textAt(one, 'type') === type);
  if (failure === undefined) {
    return withoutCondition(conditions, type);
  }
  const { status = 'True', reason = '', message = '', lastTransitionTime = null } = failure;
  return withCondition(conditions, {
    type,
    status,
    lastUpdateTime: lastTransitionTime,
    lastTransitionTime,
    reason,
    message,
  });
}

/** Says in the conditions that a deployment is paused, or no longer. */
export function notePause(rollout: Rollout, isPaused: boolean): void {
  const current = conditionsOf(rollout.deployment).find(
    (one) => textAt(one, 'type') === 'Progressing',
  );
  const reason = textAt(current, 'reason');
  if (reason === timedOut) {
    return;
  }
  if (isPaused) {
    const [why, message] = ['DeploymentPaused', 'Deployment is paused'];
    setCondition(rollout, condition(rollout, 'Progressing', 'Unknown', why, message));
  } else if (reason === 'DeploymentPaused') {
    const [why, message] = ['DeploymentResumed', 'Deployment is resumed'];
    setCondition(rollout, condition(rollout, 'Progressing', 'Unknown', why, message));
  }
}
