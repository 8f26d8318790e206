import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/experiment/json.ts';
import { listAt, numberAt, objectAt, textAt } from '../../../src/practice/api/objects.ts';
import { condition, counts, nameOf, type Scenario } from './lab.ts';
import { job, podSpec } from './objects.ts';

const holds = (type: string) => (one: JsonObject) => condition(one, type)['status'] === 'True';

/** The status without what depends on when it was. */
function lasting(object: JsonObject): JsonObject {
  const { conditions: _, startTime, completionTime, ...status } = objectAt(object, 'status');
  assert.notEqual(startTime, undefined);
  assert.equal(completionTime === undefined, !holds('Complete')(object));
  return status;
}

export const jobs: Scenario[] = [
  {
    name: 'job: enough pods have ended well',
    async run(lab) {
      await lab.create('jobs', job('work', 'true', { completions: 2, parallelism: 2 }));
      const object = await lab.one('jobs', 'work', holds('Complete'));
      const reached = {
        status: 'True',
        reason: 'CompletionsReached',
        message: 'Reached expected number of succeeded pods',
      };
      assert.deepEqual(condition(object, 'Complete'), reached);
      assert.deepEqual(condition(object, 'SuccessCriteriaMet'), reached);
      assert.deepEqual(lasting(object), {
        succeeded: 2,
        ready: 0,
        terminating: 0,
        uncountedTerminatedPods: {},
      });
      const pods = await lab.until('pods', (found) =>
        found.every((one) => listAt(one, 'metadata', 'finalizers').length === 0),
      );
      assert.equal(pods.length, 2);
      await lab.told(
        'work',
        'Completed: Job completed',
        ...pods.map((one) => `SuccessfulCreate: Created pod: ${nameOf(one)}`),
      );
    },
  },
  {
    name: 'job: too many pods have failed',
    async run(lab) {
      await lab.create('jobs', job('work', 'false', { backoffLimit: 1 }));
      const object = await lab.one('jobs', 'work', holds('Failed'));
      const why = {
        status: 'True',
        reason: 'BackoffLimitExceeded',
        message: 'Job has reached the specified backoff limit',
      };
      assert.deepEqual(condition(object, 'FailureTarget'), why);
      assert.deepEqual(condition(object, 'Failed'), why);
      assert.deepEqual(lasting(object), {
        failed: 2,
        ready: 0,
        terminating: 0,
        uncountedTerminatedPods: {},
      });
      await lab.told('work', 'BackoffLimitExceeded: Job has reached the specified backoff limit');
    },
  },
  {
    name: 'job: too late',
    async run(lab) {
      await lab.create('jobs', job('work', 'sleep', { activeDeadlineSeconds: 3 }));
      const object = await lab.one('jobs', 'work', holds('Failed'));
      assert.deepEqual(condition(object, 'Failed'), {
        status: 'True',
        reason: 'DeadlineExceeded',
        message: 'Job was active longer than specified deadline',
      });
      assert.equal(numberAt(object, 'status', 'failed'), 1);
      await lab.until('pods', (found) => found.length === 0);
    },
  },
  {
    name: 'job: each number once',
    async run(lab) {
      const spec = { completions: 3, parallelism: 3, completionMode: 'Indexed' };
      await lab.create('jobs', job('work', 'true', spec));
      const object = await lab.one('jobs', 'work', holds('Complete'));
      assert.partialDeepStrictEqual(lasting(object), { succeeded: 3, completedIndexes: '0-2' });
      const key = 'batch.kubernetes.io/job-completion-index';
      const pods = await lab.list('pods');
      const indexes = pods.map((one) => textAt(one, 'metadata', 'labels', key));
      assert.deepEqual(indexes.sort(), ['0', '1', '2']);
      const first = pods.find((one) => textAt(one, 'metadata', 'labels', key) === '0') ?? {};
      assert.match(nameOf(first), /^work-0-[a-z0-9]{5}$/);
      assert.equal(textAt(first, 'metadata', 'annotations', key), '0');
      assert.equal(textAt(first, 'spec', 'hostname'), 'work-0');
      const [main] = listAt(first, 'spec', 'containers');
      const fieldPath = `metadata.labels['${key}']`;
      assert.deepEqual(listAt(main, 'env'), [
        {
          name: 'JOB_COMPLETION_INDEX',
          valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } },
        },
      ]);
    },
  },
  {
    name: 'job: suspended, and going on',
    async run(lab) {
      await lab.create('jobs', job('work', 'sleep', { suspend: true }));
      const held = await lab.one('jobs', 'work', holds('Suspended'));
      assert.deepEqual(condition(held, 'Suspended'), {
        status: 'True',
        reason: 'JobSuspended',
        message: 'Job suspended',
      });
      assert.deepEqual(await lab.list('pods'), []);
      await lab.patch('jobs', 'work', { spec: { suspend: false } });
      const going = await lab.one('jobs', 'work', (one) => counts(one, { active: 1, ready: 1 }));
      assert.deepEqual(condition(going, 'Suspended'), {
        status: 'False',
        reason: 'JobResumed',
        message: 'Job resumed',
      });
      await lab.told('work', 'Suspended: Job suspended', 'Resumed: Job resumed');
    },
  },
  {
    name: 'job: gone some time after its end, with its pods',
    async run(lab) {
      await lab.create('jobs', job('work', 'true', { ttlSecondsAfterFinished: 1 }));
      await lab.one('jobs', 'work', holds('Complete'));
      await lab.gone('jobs', 'work');
      await lab.until('pods', (found) => found.length === 0);
    },
  },
  {
    name: 'job: deleted without a word about its pods, leaves them',
    async run(lab) {
      await lab.create('jobs', job('work', 'sleep'));
      await lab.one('jobs', 'work', (one) => counts(one, { ready: 1 }));
      await lab.remove('jobs', 'work');
      await lab.gone('jobs', 'work');
      const [pod] = await lab.until(
        'pods',
        ([one]) => one !== undefined && listAt(one, 'metadata', 'ownerReferences').length === 0,
      );
      assert.ok(pod);
    },
  },
  {
    name: 'cron job: of the times that were missed the last one counts',
    async run(lab) {
      const spec = { restartPolicy: 'Never', ...podSpec('true') };
      await lab.create('cronjobs', {
        metadata: { name: 'tick' },
        spec: {
          schedule: '0 * * * *',
          suspend: true,
          jobTemplate: { spec: { template: { spec } } },
        },
      });
      const hour = 3_600_000;
      const due = Math.floor(Date.now() / hour) * hour;
      const lastScheduleTime = `${new Date(due - 5 * hour).toISOString().slice(0, 19)}Z`;
      await lab.patch('cronjobs', 'tick', { status: { lastScheduleTime } }, '/status');
      await lab.patch('cronjobs', 'tick', { spec: { suspend: false } });
      const name = `tick-${due / 60_000}`;
      const started = await lab.one('jobs', name, holds('Complete'));
      assert.partialDeepStrictEqual(objectAt(started, 'metadata'), {
        annotations: {
          'batch.kubernetes.io/cronjob-scheduled-timestamp': `${new Date(due).toISOString().slice(0, 19)}Z`,
        },
        ownerReferences: [{ kind: 'CronJob', name: 'tick', controller: true }],
      });
      const object = await lab.one(
        'cronjobs',
        'tick',
        (one) => textAt(one, 'status', 'lastSuccessfulTime') !== '',
      );
      assert.equal(Date.parse(textAt(object, 'status', 'lastScheduleTime')), due);
      assert.deepEqual(listAt(object, 'status', 'active'), []);
      assert.equal((await lab.list('jobs')).length, 1);
      await lab.told(
        'tick',
        `SuccessfulCreate: Created job ${name}`,
        `SawCompletedJob: Saw completed job: ${name}, condition: Complete`,
      );
    },
  },
];
