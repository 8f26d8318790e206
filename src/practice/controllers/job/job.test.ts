import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import { conditionOf, textAt } from '../../api/objects.ts';
import { TestCluster, template } from '../testing.ts';
import { indexesOf, indexesText } from './counting.ts';

const id = 'jobs.batch';

function cluster(command: string, spec: JsonObject = {}): TestCluster {
  const shop = new TestCluster();
  const pod = template('work', command, { restartPolicy: 'Never' });
  shop.made(id, { metadata: { name: 'work' }, spec: { template: pod, ...spec } });
  return shop;
}

const status = (shop: TestCluster) => shop.get(id, 'work').status ?? {};
const reason = (shop: TestCluster, type: string) =>
  textAt(conditionOf(shop.get(id, 'work'), type), 'reason');

test('indexes are written in runs', () => {
  for (const text of ['', '0', '0,1', '0-2', '1,3-5,7']) {
    assert.equal(indexesText(indexesOf(text)), text);
  }
});

test('a job is complete when enough pods have ended well, and its pods stay', () => {
  const shop = cluster('true', { completions: 3, parallelism: 2 });
  assert.partialDeepStrictEqual(status(shop), { succeeded: 3, ready: 0, terminating: 0 });
  assert.equal(reason(shop, 'SuccessCriteriaMet'), 'CompletionsReached');
  assert.equal(reason(shop, 'Complete'), 'CompletionsReached');
  assert.notEqual(textAt(status(shop), 'completionTime'), '');
  assert.equal(shop.pods('work').length, 3);
  assert.ok(shop.pods('work').every(({ metadata }) => (metadata.finalizers ?? []).length === 0));
  assert.equal(shop.events('work').at(-1), 'Completed: Job completed');
  shop.close();
});

test('no more pods run at once than is allowed', () => {
  const shop = cluster('sleep', { completions: 5, parallelism: 2 });
  assert.equal(shop.pods('work').length, 2);
  assert.partialDeepStrictEqual(status(shop), { active: 2, ready: 2 });
  shop.close();
});

test('a pod that fails is followed by another, after ever longer waits, and then the job fails', () => {
  const shop = cluster('false', { backoffLimit: 2 });
  assert.equal(shop.pods('work').length, 1);
  shop.timers.pass(10_000);
  assert.equal(shop.pods('work').length, 2);
  shop.timers.pass(19_000);
  assert.equal(shop.pods('work').length, 2);
  shop.timers.pass(1_000);
  assert.equal(shop.pods('work').length, 3);
  assert.equal(status(shop)['failed'], 3);
  assert.equal(reason(shop, 'FailureTarget'), 'BackoffLimitExceeded');
  assert.equal(reason(shop, 'Failed'), 'BackoffLimitExceeded');
  const last = 'BackoffLimitExceeded: Job has reached the specified backoff limit';
  assert.equal(shop.events('work').at(-1), last);
  shop.close();
});

test('a job that takes too long fails, and its pods are deleted', () => {
  const shop = cluster('sleep', { activeDeadlineSeconds: 30 });
  shop.timers.pass(29_000);
  assert.equal(shop.pods('work').length, 1);
  shop.timers.pass(1_000);
  assert.deepEqual(shop.pods('work'), []);
  assert.equal(reason(shop, 'Failed'), 'DeadlineExceeded');
  assert.equal(status(shop)['failed'], 1);
  shop.close();
});

test('a finished job goes after its time, with its pods', () => {
  const shop = cluster('true', { ttlSecondsAfterFinished: 20 });
  shop.timers.pass(19_000);
  assert.ok(shop.find(id, 'work'));
  shop.timers.pass(2_000);
  assert.equal(shop.find(id, 'work'), undefined);
  assert.deepEqual(shop.pods('work'), []);
  shop.close();
});

test('a suspended job has no pods, and starts anew when it goes on', () => {
  const shop = cluster('sleep', { suspend: true });
  assert.deepEqual(shop.pods('work'), []);
  assert.equal(reason(shop, 'Suspended'), 'JobSuspended');
  assert.equal(status(shop)['startTime'], undefined);
  shop.set(id, 'work', ['suspend'], false);
  assert.equal(shop.pods('work').length, 1);
  assert.equal(reason(shop, 'Suspended'), 'JobResumed');
  assert.notEqual(textAt(status(shop), 'startTime'), '');
  shop.set(id, 'work', ['suspend'], true);
  assert.deepEqual(shop.pods('work'), []);
  shop.close();
});

test('in an indexed job each number ends well once', () => {
  const shop = cluster('true', { completions: 4, parallelism: 2, completionMode: 'Indexed' });
  assert.partialDeepStrictEqual(status(shop), { succeeded: 4, completedIndexes: '0-3' });
  const names = shop.names('pods').map((name) => name.replace(/-[a-z0-9]{5}$/, ''));
  assert.deepEqual(names.sort(), ['work-0', 'work-1', 'work-2', 'work-3']);
  assert.partialDeepStrictEqual(shop.all('pods')[0], {
    metadata: { labels: { 'batch.kubernetes.io/job-completion-index': '0' } },
    spec: { hostname: 'work-0', containers: [{ env: [{ name: 'JOB_COMPLETION_INDEX' }] }] },
  });
  shop.close();
});

test('a pod that is deleted counts as failed and is replaced', () => {
  const shop = cluster('sleep');
  const [first] = shop.names('pods');
  shop.deleted('pods', first ?? '');
  assert.equal(status(shop)['failed'], 1);
  shop.timers.pass(10_000);
  assert.equal(shop.pods('work').length, 1);
  assert.ok(!shop.names('pods').includes(first ?? ''));
  shop.close();
});

test('what has been counted stays counted when the pods are gone', () => {
  const shop = cluster('true', { completions: 2, parallelism: 1 });
  for (const name of shop.names('pods')) {
    shop.deleted('pods', name);
  }
  assert.deepEqual(shop.pods('work'), []);
  assert.equal(status(shop)['succeeded'], 2);
  shop.close();
});

test('a job that is deleted takes its pods with it, counted or not', () => {
  const shop = cluster('sleep', { parallelism: 2, completions: 2 });
  shop.deleted(id, 'work', { propagationPolicy: 'Background' });
  assert.deepEqual(shop.pods('work'), []);
  shop.close();
});
