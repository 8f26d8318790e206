import type { JsonObject } from '../../../experiment/json.ts';
import { isReady, type KubeObject, numberAt, textAt, valueAt } from '../../api/objects.ts';
import { timeText } from '../../api/write.ts';
import { candidatePods, claim } from '../kit/claim.ts';
import type { EventType } from '../kit/events.ts';
import type { Kit } from '../kit/kit.ts';
import { isEnding } from '../kit/owners.ts';
import { createPod, deletePod } from '../kit/pod-control.ts';
import { isActive } from '../kit/pods.ts';
import {
  conditionsOf,
  counts,
  shownConditions,
  specNumber,
  withoutCondition,
  writeStatus,
} from '../kit/status.ts';
import { inDeletionOrder } from '../replicaset/deletion-order.ts';
import {
  endOf,
  hasFailed,
  hasSucceeded,
  heldCondition,
  indexesOf,
  indexesText,
  indexOf,
  isIndexed,
  isSuspended,
  isTracked,
  restarts,
} from './counting.ts';
import { podOfJob } from './pods.ts';
import { untrack } from './untrack.ts';

const component = 'job-controller';

/** Milliseconds before a pod that failed is followed by another: doubled each time. */
const firstBackOff = 10_000;
const lastBackOff = 600_000;

/** The most pods that are made at one look. */
const burst = 500;

/** Failures since a pod of the job has ended well. */
export interface Failures {
  count: number;
  /** When the last one was, in milliseconds since 1970. */
  last: number;
}

/** Why a job ends. */
interface Verdict {
  type: 'SuccessCriteriaMet' | 'FailureTarget';
  reason: string;
  message: string;
}

/** One look at a job that has not finished. */
export class JobRound {
  readonly #kit: Kit;
  readonly #job: KubeObject;
  readonly #failures: Failures;
  readonly #now: string;
  #pods: KubeObject[];
  #conditions: JsonObject[];
  #succeeded: number;
  #failed: number;
  readonly #indexes: Set<number>;
  #start: string;
  #wait: number | undefined;

  constructor(kit: Kit, job: KubeObject, failures: Failures) {
    this.#kit = kit;
    this.#job = job;
    this.#failures = failures;
    this.#now = timeText(kit.now());
    this.#pods = claim(kit, job, kit.resource('pods'), candidatePods(kit, job));
    this.#conditions = conditionsOf(job);
    this.#succeeded = numberAt(job, 'status', 'succeeded');
    this.#failed = numberAt(job, 'status', 'failed');
    this.#indexes = indexesOf(textAt(job, 'status', 'completedIndexes'));
    this.#start = textAt(job, 'status', 'startTime');
  }

  /** @returns milliseconds after which to look again */
  run(): number | undefined {
    if (this.#start === '' && !isSuspended(this.#job)) {
      this.#start = this.#now;
    }
    this.#count();
    const verdict = this.#verdict();
    if (verdict === undefined) {
      this.#manage();
      this.#noteSuspension();
    } else {
      this.#end(verdict);
    }
    writeStatus(this.#kit, this.#kit.resource('jobs.batch'), this.#job, this.#status());
    return this.#wait;
  }

  /** Counts pods that have ended since, each once: its finalizer says that it is still to be counted. */
  #count(): void {
    const ended = this.#pods.filter(isTracked);
    for (const pod of ended.filter(hasSucceeded)) {
      this.#failures.count = 0;
      if (isIndexed(this.#job)) {
        this.#indexes.add(indexOf(pod));
        this.#succeeded = this.#indexes.size;
      } else {
        this.#succeeded += 1;
      }
      untrack(this.#kit, pod);
    }
    for (const pod of ended.filter((one) => hasFailed(this.#job, one) && !hasSucceeded(one))) {
      this.#failed += 1;
      this.#failures.count += 1;
      this.#failures.last = Math.max(this.#failures.last, endOf(pod, this.#kit.now()));
      untrack(this.#kit, pod);
    }
    this.#refresh();
  }

  #refresh(): void {
    const pods = this.#kit.objects('pods');
    this.#pods = pods.by('owner', this.#job.metadata.uid);
  }

  #active(): KubeObject[] {
    return this.#pods.filter(isActive);
  }

  #verdict(): Verdict | undefined {
    const known = ['SuccessCriteriaMet', 'FailureTarget']
      .map((type) => heldCondition(this.#job, type))
      .find((one) => one !== undefined);
    if (known !== undefined) {
      const type =
        textAt(known, 'type') === 'FailureTarget' ? 'FailureTarget' : 'SuccessCriteriaMet';
      return { type, reason: textAt(known, 'reason'), message: textAt(known, 'message') };
    }
    const limit = specNumber(this.#job, 'backoffLimit', 6);
    if (this.#failed > limit || this.#restartsTooOften(limit)) {
      return {
        type: 'FailureTarget',
        reason: 'BackoffLimitExceeded',
        message: 'Job has reached the specified backoff limit',
      };
    }
    if (this.#isLate()) {
      return {
        type: 'FailureTarget',
        reason: 'DeadlineExceeded',
        message: 'Job was active longer than specified deadline',
      };
    }
    return this.#isComplete()
      ? {
          type: 'SuccessCriteriaMet',
          reason: 'CompletionsReached',
          message: 'Reached expected number of succeeded pods',
        }
      : undefined;
  }

  #restartsTooOften(limit: number): boolean {
    if (textAt(this.#job, 'spec', 'template', 'spec', 'restartPolicy') !== 'OnFailure') {
      return false;
    }
    const count = restarts(this.#pods);
    return limit === 0 ? count > 0 : count >= limit;
  }

  #isLate(): boolean {
    const seconds = valueAt(this.#job, 'spec', 'activeDeadlineSeconds');
    if (typeof seconds !== 'number' || isSuspended(this.#job)) {
      return false;
    }
    const left = Date.parse(this.#start) + seconds * 1000 - this.#kit.now();
    if (left > 0) {
      this.#waitFor(left);
    }
    return left <= 0;
  }

  #isComplete(): boolean {
    const wanted = valueAt(this.#job, 'spec', 'completions');
    const active = this.#active().length;
    return typeof wanted === 'number'
      ? this.#succeeded >= wanted && active === 0
      : this.#succeeded > 0 && active === 0;
  }

  /** Makes pods, or takes some away, until as many run as are wanted. */
  #manage(): void {
    if (isEnding(this.#job)) {
      return;
    }
    const active = this.#active();
    const wanted = isSuspended(this.#job) ? 0 : this.#wanted(active.length);
    const tooMany = inDeletionOrder(active, active, this.#kit.now());
    for (const pod of tooMany.slice(0, Math.max(0, active.length - wanted))) {
      deletePod(this.#kit, component, this.#job, pod);
    }
    const ending = this.#pods.filter((pod) => isEnding(pod)).length;
    const isPatient = textAt(this.#job, 'spec', 'podReplacementPolicy') === 'Failed';
    const missing = wanted - active.length - (isPatient ? ending : 0);
    if (missing > 0) {
      this.#create(Math.min(missing, burst));
    }
    this.#refresh();
  }

  #wanted(active: number): number {
    const parallelism = specNumber(this.#job, 'parallelism', 1);
    const completions = valueAt(this.#job, 'spec', 'completions');
    if (typeof completions !== 'number') {
      return this.#succeeded > 0 ? active : parallelism;
    }
    return Math.max(0, Math.min(parallelism, completions - this.#succeeded));
  }

  #create(count: number): void {
    const { count: failures, last } = this.#failures;
    if (failures > 0) {
      const delay = Math.min(firstBackOff * 2 ** (failures - 1), lastBackOff);
      const left = last + delay - this.#kit.now();
      if (left > 0) {
        this.#waitFor(left);
        return;
      }
    }
    const indexes = isIndexed(this.#job) ? this.#freeIndexes(count) : Array.from({ length: count });
    for (const index of indexes) {
      const pod = podOfJob(this.#job, typeof index === 'number' ? index : undefined);
      if (createPod(this.#kit, component, this.#job, pod) === undefined) {
        return;
      }
    }
  }

  #freeIndexes(count: number): number[] {
    const taken = new Set([...this.#indexes, ...this.#active().map(indexOf)]);
    const completions = specNumber(this.#job, 'completions', 0);
    return Array.from({ length: completions }, (_, index) => index)
      .filter((index) => !taken.has(index))
      .slice(0, count);
  }

  #noteSuspension(): void {
    const known = this.#conditions.find((one) => textAt(one, 'type') === 'Suspended');
    const status = isSuspended(this.#job) ? 'True' : 'False';
    if (textAt(known, 'status') === status || (known === undefined && status === 'False')) {
      return;
    }
    const [reason, message, event] = isSuspended(this.#job)
      ? ['JobSuspended', 'Job suspended', 'Suspended']
      : ['JobResumed', 'Job resumed', 'Resumed'];
    this.#tell('Normal', event, message);
    this.#start = isSuspended(this.#job) ? '' : this.#now;
    this.#conditions = [
      ...withoutCondition(this.#conditions, 'Suspended'),
      this.#condition('Suspended', status, reason, message),
    ];
  }

  /** Ends the pods, and when they are gone, the job. */
  #end({ type, reason, message }: Verdict): void {
    for (const pod of this.#active()) {
      deletePod(this.#kit, component, this.#job, pod);
    }
    this.#refresh();
    this.#count();
    if (!this.#conditions.some((one) => textAt(one, 'type') === type)) {
      this.#conditions = [...this.#conditions, this.#condition(type, 'True', reason, message)];
    }
    if (this.#pods.some((pod) => isEnding(pod))) {
      return;
    }
    const isGood = type === 'SuccessCriteriaMet';
    const last = isGood ? 'Complete' : 'Failed';
    this.#conditions = [...this.#conditions, this.#condition(last, 'True', reason, message)];
    if (isGood) {
      this.#tell('Normal', 'Completed', 'Job completed');
    } else {
      this.#tell('Warning', reason, message);
    }
  }

  #condition(type: string, status: string, reason: string, message: string): JsonObject {
    const now = this.#now;
    return { type, status, lastProbeTime: now, lastTransitionTime: now, reason, message };
  }

  #status(): JsonObject {
    const complete = this.#conditions.find((one) => textAt(one, 'type') === 'Complete');
    const active = this.#active();
    const indexes = indexesText(this.#indexes);
    return {
      ...counts({ active: active.length, succeeded: this.#succeeded, failed: this.#failed }),
      ready: active.filter(isReady).length,
      terminating: this.#pods.filter((pod) => isEnding(pod)).length,
      uncountedTerminatedPods: {},
      ...(indexes === '' ? {} : { completedIndexes: indexes }),
      ...(this.#start === '' ? {} : { startTime: this.#start }),
      ...(complete === undefined ? {} : { completionTime: textAt(complete, 'lastTransitionTime') }),
      ...shownConditions(this.#conditions),
    };
  }

  #tell(type: EventType, reason: string, message: string): void {
    this.#kit.events.record(component, this.#job, { type, reason, message });
  }

  #waitFor(milliseconds: number): void {
    this.#wait = Math.min(this.#wait ?? milliseconds, milliseconds);
  }
}
