import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../experiment/json.ts';
import { listAt } from '../api/objects.ts';
import { TestCluster, template } from './testing.ts';

const id = 'cronjobs.batch';
const minute = 60_000;

/** The clock starts at 03:04:05. */
function cluster(command: string, spec: JsonObject = {}): TestCluster {
  const shop = new TestCluster();
  const jobTemplate = { spec: { template: template('work', command, { restartPolicy: 'Never' }) } };
  shop.made(id, {
    metadata: { name: 'tick' },
    spec: { schedule: '*/5 * * * *', jobTemplate, ...spec },
  });
  return shop;
}

const jobs = (shop: TestCluster) => shop.names('jobs.batch');
const at = (time: string) => `tick-${Date.parse(`2026-01-02T${time}:00Z`) / minute}`;

test('a job is started at each time, and is named after it', () => {
  const shop = cluster('true');
  assert.deepEqual(jobs(shop), []);
  shop.timers.pass(minute);
  assert.deepEqual(jobs(shop), [at('03:05')]);
  shop.timers.pass(5 * minute);
  assert.deepEqual(jobs(shop), [at('03:05'), at('03:10')]);
  assert.deepEqual(shop.get(id, 'tick').status, {
    lastScheduleTime: '2026-01-02T03:10:00Z',
    lastSuccessfulTime: '2026-01-02T03:10:00Z',
  });
  const annotation = 'batch.kubernetes.io/cronjob-scheduled-timestamp';
  const [job] = shop.all('jobs.batch');
  assert.equal(job?.metadata.annotations?.[annotation], '2026-01-02T03:05:00Z');
  assert.deepEqual(shop.events('tick').slice(0, 2), [
    `SuccessfulCreate: Created job ${at('03:05')}`,
    `SawCompletedJob: Saw completed job: ${at('03:05')}, condition: Complete`,
  ]);
  shop.close();
});

test('after a sleep only the last of the missed times counts', () => {
  const shop = cluster('true');
  shop.timers.pass(minute);
  shop.timers.jump(8 * 60 * minute);
  shop.timers.pass(minute);
  assert.deepEqual(jobs(shop), [at('03:05'), at('11:05')]);
  shop.close();
});

test('a time that was missed by too much does not count', () => {
  const shop = cluster('true', { schedule: '5 3 * * *', startingDeadlineSeconds: 60 });
  shop.timers.jump(60 * minute);
  shop.timers.pass(minute);
  assert.deepEqual(jobs(shop), []);
  shop.close();
});

test('while a job runs the next one starts, waits, or replaces it', () => {
  const count = (policy: string) => {
    const shop = cluster('sleep', { concurrencyPolicy: policy });
    shop.timers.pass(6 * minute);
    const active = listAt(shop.get(id, 'tick'), 'status', 'active').length;
    const found = [jobs(shop).length, active, jobs(shop).includes(at('03:10'))];
    shop.close();
    return found;
  };
  assert.deepEqual(count('Allow'), [2, 2, true]);
  assert.deepEqual(count('Forbid'), [1, 1, false]);
  assert.deepEqual(count('Replace'), [1, 1, true]);
});

test('a suspended one starts nothing', () => {
  const shop = cluster('true', { suspend: true });
  shop.timers.pass(20 * minute);
  assert.deepEqual(jobs(shop), []);
  shop.close();
});

test('so many finished jobs are kept as its limits say', () => {
  const shop = cluster('true', { successfulJobsHistoryLimit: 2 });
  shop.timers.pass(21 * minute);
  assert.deepEqual(jobs(shop), [at('03:20'), at('03:25')]);
  shop.close();
});

test('times are those of its zone', () => {
  const shop = cluster('true', { schedule: '0 13 * * *', timeZone: 'Asia/Tokyo' });
  shop.timers.pass(55 * minute);
  assert.deepEqual(jobs(shop), []);
  shop.timers.pass(minute);
  assert.deepEqual(jobs(shop), [at('04:00')]);
  shop.close();
});

test('a schedule that cannot be read is told of', () => {
  const shop = cluster('true', { schedule: '99 * * * *' });
  assert.match(shop.events('tick').join(), /^UnparseableSchedule: unparseable schedule: "99/);
  shop.close();
});
