import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DryMode } from '../../experiment/model.ts';
import type { ActivityPreview } from '../../kubernetes/preview.ts';
import type { RunJob } from '../../workbench/job.ts';
import { planOf, unknownActions } from './plan.ts';

const cluster = { id: 'one', server: 'https://one', complete: true };
const preview = (pointer: string, more: Partial<ActivityPreview> = {}): ActivityPreview => ({
  pointer,
  name: pointer,
  activity: 'chaosk8s.pod.actions.delete_pods',
  kind: 'action',
  rollback: false,
  cluster,
  fault: {
    pointer,
    name: pointer,
    activity: 'chaosk8s.pod.actions.delete_pods',
    targets: [],
    namespaces: ['default'],
    undo: { grade: 'none' },
    warnings: [],
  },
  ...more,
});
const action = (type: string) => ({ type: 'action', name: 'a', provider: { type } });
const value = {
  method: [action('python'), action('process'), action('python')],
  rollbacks: [action('python'), action('http')],
};

function plan(previews: ActivityPreview[], only?: string) {
  const job = { options: { ...(only !== undefined && { only }) } } as RunJob;
  const worker = { call: async () => previews } as unknown as Parameters<typeof planOf>[2];
  return planOf(job, { title: 't', value }, worker, new AbortController().signal);
}

test('a plan asks about the method, and counts what nobody knows the targets of', async () => {
  const previews = [preview('/method/0'), preview('/rollbacks/0', { rollback: true })];
  const { questions, unknown } = await plan(previews);
  assert.deepEqual(
    questions.map(({ faults }) => faults.map(({ pointer }) => pointer)),
    [['/method/0']],
  );
  assert.equal(unknown, 2);
});

test('of a step alone the plan asks about that step, also where it is a rollback', async () => {
  const previews = [preview('/method/0'), preview('/rollbacks/0', { rollback: true })];
  const { questions, unknown } = await plan(previews, '/rollbacks/0');
  assert.deepEqual(
    questions.map(({ faults }) => faults.map(({ pointer }) => pointer)),
    [['/rollbacks/0']],
  );
  assert.equal(unknown, 0);
  assert.equal((await plan([], '/rollbacks/1')).unknown, 1);
});

test('what a dry run leaves out is no action with unknown targets, unless it says so itself', async () => {
  const own = (dry: unknown) => ({ ...action('process'), dry });
  const method = [action('process'), own('actions'), own(true)];
  const pointers = (dry?: DryMode) =>
    unknownActions({ method }, [], dry).map(({ pointer }) => pointer);
  assert.deepEqual(pointers('actions'), ['/method/1']);
  assert.deepEqual(pointers('activities'), ['/method/1']);
  assert.deepEqual(pointers('probes'), ['/method/0', '/method/1']);
  assert.deepEqual(pointers(), ['/method/0', '/method/1']);
});

test('a reference to an action with unknown targets is one too', () => {
  const method = [action('process'), { ref: 'a' }, { ref: 'nobody' }];
  const found = unknownActions({ method }, []).map(({ pointer }) => pointer);
  assert.deepEqual(found, ['/method/0', '/method/1']);
});

test('nothing is planned where a cluster can’t be reached', async () => {
  const { fault: _, ...unreached } = preview('/method/0');
  await assert.rejects(plan([unreached]), { code: 'editor.tests.unreached' });
});
