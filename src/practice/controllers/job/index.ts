import { type KubeObject, textAt } from '../../api/objects.ts';
import { followDependents, followObjects, ownerKey } from '../kit/follow.ts';
import type { Kit } from '../kit/kit.ts';
import { keyOfObject } from '../kit/object-index.ts';
import { controllerOf, isEnding } from '../kit/owners.ts';
import { hasFailed, hasSucceeded, heldCondition, isFinished, isTracked } from './counting.ts';
import { type Failures, JobRound } from './round.ts';
import { untrack } from './untrack.ts';

/** Runs the pods of each job until enough have ended well, or too many badly. */
export function startJobs(kit: Kit): void {
  const jobs = kit.resource('jobs.batch');
  const failures = new Map<string, Failures>();
  const queue = kit.queue('job', (key) => {
    const job = kit.objects(jobs.id).get(key);
    if (job === undefined) {
      failures.delete(key);
      return;
    }
    if (isFinished(job)) {
      failures.delete(key);
      letGo(kit, job);
      const left = untilExpiry(kit, job);
      if (left === 0) {
        expire(kit, job);
      } else if (left !== undefined) {
        queue.addAfter(key, left);
      }
      return;
    }
    const known = failures.get(key) ?? { count: 0, last: 0 };
    failures.set(key, known);
    const next = new JobRound(kit, job, known).run();
    if (next !== undefined) {
      queue.addAfter(key, next);
    }
  });
  followDependents(kit, queue, jobs, 'pods');
  followObjects(kit, queue, jobs);
  followOrphans(kit);
}

/** What is left of a job that has finished needs not be counted any more. */
function letGo(kit: Kit, job: KubeObject): void {
  for (const pod of kit.objects('pods').by('owner', job.metadata.uid)) {
    if (isTracked(pod) && (isEnding(pod) || hasSucceeded(pod) || hasFailed(job, pod))) {
      untrack(kit, pod);
    }
  }
}

/** Pods whose job is gone are held by nobody. */
function followOrphans(kit: Kit): void {
  const jobs = kit.resource('jobs.batch');
  const queue = kit.queue('orphan of a job', (key) => {
    const pod = kit.objects('pods').get(key);
    if (pod === undefined || !isTracked(pod)) {
      return;
    }
    const owner = ownerKey(jobs, pod);
    const job = owner === undefined ? undefined : kit.objects(jobs.id).get(owner);
    if (job?.metadata.uid !== controllerOf(pod)?.uid || job === undefined) {
      untrack(kit, pod);
    }
  });
  kit.objects('pods').onChange(({ type, object }) => {
    if (type !== 'DELETED' && isTracked(object) && isEnding(object)) {
      queue.add(keyOfObject(object));
    }
  });
  kit.objects(jobs.id).onChange(({ type, object }) => {
    for (const pod of type === 'DELETED'
      ? kit.objects('pods').by('owner', object.metadata.uid)
      : []) {
      queue.add(keyOfObject(pod));
    }
  });
}

/** Milliseconds until a finished job is to go; undefined where it stays. */
function untilExpiry(kit: Kit, job: KubeObject): number | undefined {
  const seconds = job.spec?.['ttlSecondsAfterFinished'];
  const end = heldCondition(job, 'Complete') ?? heldCondition(job, 'Failed');
  if (typeof seconds !== 'number' || isEnding(job)) {
    return undefined;
  }
  const since = Date.parse(textAt(end, 'lastTransitionTime'));
  return Math.max(0, since + seconds * 1000 - kit.now());
}

function expire(kit: Kit, job: KubeObject): void {
  const { namespace = '', name, uid } = job.metadata;
  kit.api.delete(kit.resource('jobs.batch'), namespace, name, {
    propagationPolicy: 'Foreground',
    preconditions: { uid },
  });
}
