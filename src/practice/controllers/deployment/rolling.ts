import { cleanUp, createNewSet, syncRevision } from './revisions.ts';
import { activeSets, type Rollout, statusOf, sum, wantedOf } from './rollout.ts';
import { isComplete } from './status.ts';

/** Replaces pods step by step, within the limits of how many may be missing or too many. */
export function roll(rollout: Rollout): void {
  syncRevision(rollout);
  if (rollout.newSet() === undefined && !createNewSet(rollout)) {
    return;
  }
  if (growNew(rollout) || shrinkOld(rollout)) {
    return;
  }
  if (isComplete(rollout, rollout.deployment.status ?? {})) {
    cleanUp(rollout);
  }
}

function growNew(rollout: Rollout): boolean {
  const set = rollout.newSet();
  if (set === undefined || wantedOf(set) === rollout.wanted) {
    return false;
  }
  const room = rollout.wanted + rollout.maxSurge - sum(rollout.sets(), wantedOf);
  const next =
    wantedOf(set) > rollout.wanted
      ? rollout.wanted
      : Math.min(rollout.wanted, wantedOf(set) + Math.max(0, room));
  return rollout.scale(set, next);
}

/** Takes pods of old revisions away: first those that do not work, then as many as can be missed. */
function shrinkOld(rollout: Rollout): boolean {
  const total = sum(rollout.sets(), wantedOf);
  const set = rollout.newSet();
  const missing = set === undefined ? 0 : wantedOf(set) - statusOf(set, 'availableReplicas');
  const least = rollout.wanted - rollout.maxUnavailable;
  const most = total - least - missing;
  if (activeSets(rollout.oldSets()).length === 0 || most <= 0) {
    return false;
  }
  const unhealthy = shrink(
    rollout,
    most,
    (old) => wantedOf(old) - statusOf(old, 'availableReplicas'),
  );
  const available = sum(rollout.sets(), (one) => statusOf(one, 'availableReplicas'));
  const healthy = shrink(rollout, available - least, wantedOf);
  return unhealthy + healthy > 0;
}

/**
 * @param most pods that may be taken away
 * @param of how many of a replica set may go
 * @returns how many were
 */
function shrink(
  rollout: Rollout,
  most: number,
  of: (set: ReturnType<Rollout['oldSets']>[number]) => number,
): number {
  let taken = 0;
  for (const set of activeSets(rollout.oldSets())) {
    const count = Math.max(0, Math.min(most - taken, of(set)));
    if (count > 0) {
      rollout.scale(set, wantedOf(set) - count);
      taken += count;
    }
  }
  return taken;
}
