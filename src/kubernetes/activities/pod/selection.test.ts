import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '../../../experiment/json.ts';
import { isHumanError } from '../../../messages/error.ts';
import { calm, FakeCluster, object } from '../../testing/fake-cluster.ts';
import { readerOf } from '../common/reader.ts';
import type { PlanContext } from '../types.ts';
import { podsUnscoped, selectPods } from './selection.ts';

const pods = '/api/v1/namespaces/default/pods';
let cluster: FakeCluster;

beforeEach(() => {
  cluster = new FakeCluster();
  const names: [string, string][] = [
    ['web-c', '2026-01-03'],
    ['web-a', '2026-01-02'],
    ['db-0', '2026-01-01'],
    ['web-b', '2026-01-04'],
  ];
  for (const [name, day] of names) {
    const labels = { app: name.split('-')[0] as string };
    const creationTimestamp = `${day}T00:00:00Z`;
    cluster.add(
      pods,
      object(name, { metadata: { ...object(name).metadata, labels, creationTimestamp } }),
    );
  }
});

async function names(args: JsonObject, context: Partial<PlanContext> = {}): Promise<string[]> {
  return (await select(args, context)).pods.map(({ metadata }) => metadata.name);
}

function select(args: JsonObject, context: Partial<PlanContext> = {}) {
  return selectPods(args, readerOf(cluster), {
    signal: calm,
    runId: 'r',
    allowUnscoped: false,
    preferred: new Set(),
    random: Math.random,
    now: () => new Date(0),
    readText: async () => '',
    ...context,
  });
}

test('one pod in the order of the server, unless more are asked for', async () => {
  assert.deepEqual(await names({ label_selector: 'app=web' }), ['web-c']);
  assert.deepEqual(await names({ label_selector: 'app=web', qty: 2 }), ['web-c', 'web-a']);
  assert.deepEqual(await names({ label_selector: 'app=web', qty: 9 }), ['web-c', 'web-a', 'web-b']);
  assert.deepEqual(await names({ label_selector: 'app=web', qty: 0 }), []);
  assert.deepEqual(await names({ label_selector: 'app=web', all: true, qty: 0 }), [
    'web-c',
    'web-a',
    'web-b',
  ]);
});

test('a share is rounded up', async () => {
  const share = { label_selector: 'app=web', mode: 'percentage' };
  assert.equal((await names({ ...share, qty: 34 })).length, 2);
  assert.equal((await names({ ...share, qty: 33 })).length, 1);
  assert.equal((await names({ ...share, qty: 100 })).length, 3);
  assert.equal((await names({ ...share, qty: 0.5 })).length, 1);
});

test('the oldest come first when that is asked for', async () => {
  assert.deepEqual(await names({ name_pattern: '-', order: 'oldest', qty: 2 }), ['db-0', 'web-a']);
});

test('a pattern is found anywhere in the name, and label and pattern both count', async () => {
  assert.deepEqual(await names({ name_pattern: 'b', all: true }), [
    'web-c',
    'web-a',
    'db-0',
    'web-b',
  ]);
  assert.deepEqual(await names({ name_pattern: 'b$', label_selector: 'app=web', all: true }), [
    'web-b',
  ]);
  assert.deepEqual(await names({ name_pattern: 'nobody', all: true }), []);
});

test('a draw takes different pods that match, as many as asked for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 5 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
      async (qty, numbers) => {
        const random = () => numbers.next().value ?? 0;
        const drawn = await names({ label_selector: 'app=web', rand: true, qty }, { random });
        assert.equal(drawn.length, Math.min(qty, 3));
        assert.equal(new Set(drawn).size, drawn.length);
        assert.ok(drawn.every((name) => name.startsWith('web-')));
      },
    ),
    { numRuns: 50 },
  );
});

test('an empty selection is refused, unless the run allows it', async () => {
  const refused = (error: unknown) =>
    isHumanError(error) && error.code === 'kubernetes.unscoped-selection';
  const empty: JsonObject[] = [
    {},
    { name_pattern: '' },
    { label_selector: '', name_pattern: null },
  ];
  for (const args of empty) {
    assert.equal(podsUnscoped(args), true);
    await assert.rejects(names({ ...args, all: true }), refused);
    assert.equal((await names({ ...args, all: true }, { allowUnscoped: true })).length, 4);
  }
});

test('what is wrong is told before the cluster is asked', async () => {
  cluster.before = () => assert.fail('asked the cluster');
  const wrong: [JsonObject, string][] = [
    [{ qty: -1 }, 'kubernetes.qty-negative'],
    [{ mode: 'half' }, 'kubernetes.mode-unknown'],
    [{ order: 'youngest' }, 'kubernetes.order-unknown'],
    [{ qty: '1' }, 'kubernetes.argument-type'],
  ];
  for (const [args, code] of wrong) {
    await assert.rejects(
      names({ label_selector: 'app=web', ...args }),
      (error) => isHumanError(error) && error.code === code,
    );
  }
});

test('text that reads like a no is a yes, as in the original, and is warned about', async () => {
  const args = { label_selector: 'app=web', all: 'false' };
  assert.equal((await names(args)).length, 3);
  const { warnings } = await select(args);
  assert.deepEqual(warnings, [
    { code: 'kubernetes.warn-text-flag', args: { name: 'all', value: 'false' } },
  ]);
});
