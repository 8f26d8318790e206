import { isOver } from '../kit/pods.ts';
import { cleanUp, createNewSet, syncRevision } from './revisions.ts';
import { activeSets, type Rollout, statusOf, sum } from './rollout.ts';
import { isComplete } from './status.ts';

/** Ends all pods of old revisions before the first new one is made. */
export function recreate(rollout: Rollout): void {
  syncRevision(rollout);
  const scaled = activeSets(rollout.oldSets()).map((set) => rollout.scale(set, 0));
  if (scaled.includes(true) || oldPodsRun(rollout)) {
    return;
  }
  if (rollout.newSet() === undefined && !createNewSet(rollout)) {
    return;
  }
  const set = rollout.newSet();
  if (set !== undefined) {
    rollout.scale(set, rollout.wanted);
  }
  if (isComplete(rollout, rollout.deployment.status ?? {})) {
    cleanUp(rollout);
  }
}

function oldPodsRun(rollout: Rollout): boolean {
  const old = rollout.oldSets();
  const pods = rollout.kit.objects('pods');
  return (
    sum(old, (set) => statusOf(set, 'replicas')) > 0 ||
    old.some(({ metadata }) => pods.by('owner', metadata.uid).some((pod) => !isOver(pod)))
  );
}
