import type { JsonObject } from '../../../experiment/json.ts';
import { type KubeObject, objectAt, textAt, valueAt } from '../../api/objects.ts';
import { followDependents, followObjects, ownerKey } from '../kit/follow.ts';
import { type Kit, statusWriter } from '../kit/kit.ts';
import { controllerOf, isEnding } from '../kit/owners.ts';
import { recreate } from './recreate.ts';
import { roll } from './rolling.ts';
import { component, Rollout } from './rollout.ts';
import { isScaling, rescale } from './scaling.ts';
import { notePause, rolloutStatus, statusNow, untilDeadline } from './status.ts';

/** Brings the pods of each deployment to its template, by replica sets. */
export function startDeployments(kit: Kit): void {
  const deployments = kit.resource('deployments.apps');
  const queue = kit.queue('deployment', (key) => {
    const deployment = kit.objects(deployments.id).get(key);
    const next = deployment === undefined ? undefined : reconcile(kit, deployment);
    if (next !== undefined) {
      queue.addAfter(key, next);
    }
  });
  followDependents(kit, queue, deployments, 'replicasets.apps');
  followObjects(kit, queue, deployments);
  // One that ends all old pods first has to know when the last of them is gone.
  kit.objects('pods').onChange(({ type, object }) => {
    const owner = controllerOf(object);
    const sets = kit.objects('replicasets.apps');
    const set = owner && sets.get(`${object.metadata.namespace}/${owner.name}`);
    const key = set && ownerKey(deployments, set);
    if (type === 'DELETED' && key !== undefined) {
      queue.add(key);
    }
  });
}

/** @returns milliseconds after which to look at it again */
function reconcile(kit: Kit, deployment: KubeObject): number | undefined {
  if (Object.keys(objectAt(deployment, 'spec', 'selector')).length === 0) {
    const message = 'This deployment is selecting all pods. A non-empty selector is required.';
    kit.events.record(component, deployment, { type: 'Warning', reason: 'SelectingAll', message });
    return undefined;
  }
  const rollout = new Rollout(kit, deployment);
  if (isEnding(deployment)) {
    return write(rollout, statusNow(rollout));
  }
  const isPaused = valueAt(deployment, 'spec', 'paused') === true;
  notePause(rollout, isPaused);
  if (isPaused || isScaling(rollout)) {
    rescale(rollout, isPaused);
    return write(rollout, statusNow(rollout));
  }
  if (textAt(deployment, 'spec', 'strategy', 'type') === 'Recreate') {
    recreate(rollout);
  } else {
    roll(rollout);
  }
  const status = rolloutStatus(rollout);
  write(rollout, status);
  return untilDeadline(rollout, status);
}

/** Writes what the work has found, together with the number of the revision. */
function write({ kit, deployment }: Rollout, status: JsonObject): undefined {
  const { namespace = '', name, annotations } = deployment.metadata;
  kit.api.change(
    kit.resource('deployments.apps'),
    namespace,
    name,
    (copy) => {
      copy.status = status;
      if (annotations !== undefined) {
        copy.metadata.annotations = annotations;
      }
    },
    statusWriter,
  );
}
