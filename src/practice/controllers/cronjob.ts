import { Cron } from 'croner';
import type { JsonObject } from '../../experiment/json.ts';
import { isObject } from '../../experiment/json.ts';
import { asObject } from '../api/api.ts';
import { type KubeObject, listAt, objectAt, textAt, valueAt } from '../api/objects.ts';
import { ApiError } from '../api/status.ts';
import { timeText } from '../api/write.ts';
import { heldCondition, isFinished } from './job/counting.ts';
import type { EventType } from './kit/events.ts';
import { followDependents, followObjects } from './kit/follow.ts';
import { type Kit, writer } from './kit/kit.ts';
import { controlledBy, isEnding } from './kit/owners.ts';
import { isNamespaceEnding } from './kit/pod-control.ts';
import { specNumber, writeStatus } from './kit/status.ts';

const component = 'cronjob-controller';

/** Starts jobs at their times. Of times that were missed, as in a sleep, only the last one counts. */
export function startCronJobs(kit: Kit): void {
  const cronJobs = kit.resource('cronjobs.batch');
  const queue = kit.queue('cron job', (key) => {
    const cronJob = kit.objects(cronJobs.id).get(key);
    const next = cronJob === undefined ? undefined : new CronRound(kit, cronJob).run();
    if (next !== undefined) {
      queue.addAfter(key, next);
    }
  });
  followDependents(kit, queue, cronJobs, 'jobs.batch');
  followObjects(kit, queue, cronJobs);
}

class CronRound {
  readonly #kit: Kit;
  readonly #cronJob: KubeObject;
  #active: JsonObject[];
  #last: string;
  #lastSuccess: string;

  constructor(kit: Kit, cronJob: KubeObject) {
    this.#kit = kit;
    this.#cronJob = cronJob;
    this.#active = listAt(cronJob, 'status', 'active').filter(isObject);
    this.#last = textAt(cronJob, 'status', 'lastScheduleTime');
    this.#lastSuccess = textAt(cronJob, 'status', 'lastSuccessfulTime');
  }

  /** @returns milliseconds until the next time */
  run(): number | undefined {
    this.#lookAtJobs();
    const next = this.#schedule();
    writeStatus(this.#kit, this.#kit.resource('cronjobs.batch'), this.#cronJob, this.#status());
    this.#cleanUp('Complete', 'successfulJobsHistoryLimit');
    this.#cleanUp('Failed', 'failedJobsHistoryLimit');
    return next;
  }

  #jobs(): KubeObject[] {
    return this.#kit.objects('jobs.batch').by('owner', this.#cronJob.metadata.uid);
  }

  #lookAtJobs(): void {
    for (const job of this.#jobs()) {
      const isKnown = this.#active.some((one) => textAt(one, 'uid') === job.metadata.uid);
      const { name } = job.metadata;
      if (!isKnown && !isFinished(job) && !isEnding(job)) {
        const message = `Saw a job that the controller did not create or forgot: ${name}`;
        this.#tell('Warning', 'UnexpectedJob', message);
      } else if (isKnown && isFinished(job)) {
        const condition = heldCondition(job, 'Complete') === undefined ? 'Failed' : 'Complete';
        const message = `Saw completed job: ${name}, condition: ${condition}`;
        this.#tell('Normal', 'SawCompletedJob', message);
        this.#active = this.#active.filter((one) => textAt(one, 'uid') !== job.metadata.uid);
      }
      const success = textAt(job, 'status', 'completionTime');
      if (heldCondition(job, 'Complete') !== undefined && success > this.#lastSuccess) {
        this.#lastSuccess = success;
      }
    }
    const there = new Set(this.#jobs().map(({ metadata }) => metadata.uid));
    for (const one of this.#active.filter((job) => !there.has(textAt(job, 'uid')))) {
      const message = `Active job went missing: ${textAt(one, 'name')}`;
      this.#tell('Normal', 'MissingJob', message);
    }
    this.#active = this.#active.filter((one) => there.has(textAt(one, 'uid')));
  }

  #schedule(): number | undefined {
    const cron = this.#cron();
    const isIdle = isEnding(this.#cronJob) || valueAt(this.#cronJob, 'spec', 'suspend') === true;
    if (isIdle || cron === undefined) {
      return undefined;
    }
    const now = this.#kit.now();
    const due = this.#missed(cron, now);
    if (due !== undefined) {
      this.#startJob(due, now);
    }
    const next = cron.nextRun(new Date(now));
    return next === null ? undefined : Math.max(1, next.getTime() - now);
  }

  #cron(): Cron | undefined {
    const schedule = textAt(this.#cronJob, 'spec', 'schedule');
    const timezone = textAt(this.#cronJob, 'spec', 'timeZone') || 'Etc/UTC';
    try {
      return new Cron(schedule, { timezone });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const message = `unparseable schedule: "${schedule}" : ${why}`;
      this.#tell('Warning', 'UnparseableSchedule', message);
      return undefined;
    }
  }

  /** The latest time since the last start for which nothing was started. */
  #missed(cron: Cron, now: number): Date | undefined {
    const since = Date.parse(this.#last || this.#cronJob.metadata.creationTimestamp);
    const deadline = valueAt(this.#cronJob, 'spec', 'startingDeadlineSeconds');
    const earliest = typeof deadline === 'number' ? Math.max(since, now - deadline * 1000) : since;
    // The run of the very second that has begun is one of the past.
    const [latest] = cron.previousRuns(1, new Date(now + 1000));
    return latest !== undefined && latest.getTime() > earliest && latest.getTime() <= now
      ? latest
      : undefined;
  }

  #startJob(due: Date, now: number): void {
    const policy = textAt(this.#cronJob, 'spec', 'concurrencyPolicy');
    if (policy === 'Forbid' && this.#active.length > 0) {
      const message =
        'Not starting job because prior execution is running and concurrency policy is Forbid';
      this.#tell('Normal', 'JobAlreadyActive', message);
      return;
    }
    for (const one of policy === 'Replace' ? this.#active : []) {
      this.#deleteJob(textAt(one, 'name'));
    }
    if (policy === 'Replace') {
      this.#active = [];
    }
    const namespace = this.#cronJob.metadata.namespace ?? '';
    const body = asObject(this.#jobBody(due));
    const jobs = this.#kit.resource('jobs.batch');
    try {
      const job = this.#kit.api.create(jobs, namespace, body, writer);
      const { name, uid, resourceVersion } = job.metadata;
      this.#tell('Normal', 'SuccessfulCreate', `Created job ${name}`);
      const { apiVersion, kind } = job;
      const reference = { kind, namespace, name, uid, apiVersion, resourceVersion };
      this.#active = [...this.#active, reference];
      this.#last = timeText(due.getTime());
    } catch (error) {
      if (isNamespaceEnding(error)) {
        return;
      }
      if (!(error instanceof ApiError) || error.code !== 409) {
        throw error;
      }
      this.#last = timeText(Math.min(due.getTime(), now));
    }
  }

  #jobBody(due: Date): JsonObject {
    const { name } = this.#cronJob.metadata;
    const template = objectAt(this.#cronJob, 'spec', 'jobTemplate');
    const { labels, annotations } = objectAt(template, 'metadata');
    const time = timeText(due.getTime());
    return {
      metadata: {
        name: `${name}-${Math.floor(due.getTime() / 60_000)}`,
        ...(labels === undefined ? {} : { labels }),
        annotations: {
          ...(isObject(annotations) ? annotations : {}),
          'batch.kubernetes.io/cronjob-scheduled-timestamp': time,
        },
        ownerReferences: [{ ...controlledBy(this.#cronJob) }],
      },
      spec: objectAt(template, 'spec'),
    };
  }

  #deleteJob(name: string): void {
    const jobs = this.#kit.resource('jobs.batch');
    const namespace = this.#cronJob.metadata.namespace ?? '';
    if (this.#kit.api.find(jobs, namespace, name) !== undefined) {
      this.#kit.api.delete(jobs, namespace, name, { propagationPolicy: 'Background' });
      this.#tell('Normal', 'SuccessfulDelete', `Deleted job ${name}`);
    }
  }

  /** Keeps the newest finished jobs. */
  #cleanUp(condition: string, limit: string): void {
    const done = this.#jobs()
      .filter((job) => heldCondition(job, condition) !== undefined && !isEnding(job))
      .sort((one, other) =>
        textAt(one, 'status', 'startTime') < textAt(other, 'status', 'startTime') ? -1 : 1,
      );
    const kept = specNumber(this.#cronJob, limit, 1);
    for (const { metadata } of done.slice(0, Math.max(0, done.length - kept))) {
      this.#deleteJob(metadata.name);
    }
  }

  #status(): JsonObject {
    return {
      ...(this.#active.length === 0 ? {} : { active: this.#active }),
      ...(this.#last === '' ? {} : { lastScheduleTime: this.#last }),
      ...(this.#lastSuccess === '' ? {} : { lastSuccessfulTime: this.#lastSuccess }),
    };
  }

  #tell(type: EventType, reason: string, message: string): void {
    this.#kit.events.record(component, this.#cronJob, { type, reason, message });
  }
}
