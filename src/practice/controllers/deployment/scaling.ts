import type { KubeObject } from '../../api/objects.ts';
import { cleanUp, syncRevision } from './revisions.ts';
import {
  activeSets,
  annotation,
  byCreation,
  type Rollout,
  statusOf,
  sum,
  wantedOf,
} from './rollout.ts';

/** Whether the deployment's size has changed since its replica sets were sized. */
export function isScaling(rollout: Rollout): boolean {
  return activeSets(rollout.sets()).some(({ metadata }) => {
    const desired = metadata.annotations?.[annotation.desired];
    return desired !== undefined && Number(desired) !== rollout.wanted;
  });
}

/** Brings replica sets to the deployment's size, without going on with a rollout. */
export function rescale(rollout: Rollout, isPaused: boolean): void {
  syncRevision(rollout);
  scale(rollout);
  if (isPaused) {
    cleanUp(rollout);
  }
}

function scale(rollout: Rollout): void {
  const only = activeOrLatest(rollout);
  if (only !== undefined) {
    if (wantedOf(only) !== rollout.wanted) {
      rollout.scale(only, rollout.wanted);
    }
    return;
  }
  if (isSaturated(rollout)) {
    for (const set of activeSets(rollout.oldSets())) {
      rollout.scale(set, 0);
    }
    return;
  }
  if (rollout.isRolling) {
    scaleInProportion(rollout);
  }
}

/** The one replica set that wants pods; where none does, the newest. */
function activeOrLatest(rollout: Rollout): KubeObject | undefined {
  const active = activeSets(rollout.sets());
  if (active.length > 1) {
    return undefined;
  }
  return active[0] ?? rollout.newSet() ?? rollout.oldSets().at(-1);
}

function isSaturated(rollout: Rollout): boolean {
  const set = rollout.newSet();
  return (
    set !== undefined &&
    wantedOf(set) === rollout.wanted &&
    Number(set.metadata.annotations?.[annotation.desired]) === rollout.wanted &&
    statusOf(set, 'availableReplicas') === rollout.wanted
  );
}

/** In the midst of a rollout each replica set takes its share, the largest also what is left over. */
function scaleInProportion(rollout: Rollout): void {
  const allowed = rollout.wanted > 0 ? rollout.wanted + rollout.maxSurge : 0;
  const sets = activeSets(rollout.sets());
  const toAdd = allowed - sum(sets, wantedOf);
  const newerFirst = toAdd > 0 ? -1 : 1;
  sets.sort((one, other) => wantedOf(other) - wantedOf(one) || newerFirst * byCreation(one, other));
  let added = 0;
  const sizes = sets.map((set) => {
    const part = partOf(rollout, set, toAdd, added);
    added += part;
    return wantedOf(set) + part;
  });
  sets.forEach((set, index) => {
    const leftOver = index === 0 ? toAdd - added : 0;
    rollout.scale(set, Math.max(0, (sizes[index] ?? 0) + leftOver));
  });
}

function partOf(rollout: Rollout, set: KubeObject, toAdd: number, added: number): number {
  const left = toAdd - added;
  if (toAdd === 0 || left === 0) {
    return 0;
  }
  const part = fractionOf(rollout, set);
  return toAdd > 0 ? Math.min(part, left) : Math.max(part, left);
}

/** By how much a replica set grows with the deployment. */
function fractionOf(rollout: Rollout, set: KubeObject): number {
  const size = wantedOf(set);
  if (rollout.wanted === 0) {
    return -size;
  }
  const marked = Number(set.metadata.annotations?.[annotation.most] ?? 0);
  const before = marked > 0 ? marked : statusOf(rollout.deployment, 'replicas');
  return before === 0
    ? 0
    : Math.round((size * (rollout.wanted + rollout.maxSurge)) / before) - size;
}
