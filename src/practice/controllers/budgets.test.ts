import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../experiment/json.ts';
import { conditionOf, objectAt, textAt } from '../api/objects.ts';
import { ApiError } from '../api/status.ts';
import { writer } from '../api/testing.ts';
import { setReady } from './fake-kubelet.ts';
import { TestCluster, workload } from './testing.ts';

const id = 'poddisruptionbudgets.policy';

function cluster(spec: JsonObject, replicas = 4): TestCluster {
  const shop = new TestCluster();
  shop.made('deployments.apps', workload('web', { replicas }));
  const selector = { matchLabels: { app: 'web' } };
  shop.made(id, { metadata: { name: 'web' }, spec: { selector, ...spec } });
  return shop;
}

function numbers(shop: TestCluster): unknown[] {
  const { status = {} } = shop.get(id, 'web');
  return ['expectedPods', 'desiredHealthy', 'currentHealthy', 'disruptionsAllowed'].map(
    (key) => status[key],
  );
}

test('numbers and shares say how many may be missing', () => {
  const cases: [JsonObject, number[]][] = [
    [{ minAvailable: 3 }, [4, 3, 4, 1]],
    [{ minAvailable: '50%' }, [4, 2, 4, 2]],
    [{ minAvailable: '51%' }, [4, 3, 4, 1]],
    [{ maxUnavailable: 1 }, [4, 3, 4, 1]],
    [{ maxUnavailable: '30%' }, [4, 2, 4, 2]],
  ];
  for (const [spec, wanted] of cases) {
    const shop = cluster(spec);
    assert.deepEqual(numbers(shop), wanted, JSON.stringify(spec));
    shop.close();
  }
});

test('a pod that is not ready is missing already', () => {
  const shop = cluster({ minAvailable: 4 });
  const condition = () => conditionOf(shop.get(id, 'web'), 'DisruptionAllowed');
  assert.equal(textAt(condition(), 'reason'), 'InsufficientPods');
  shop.set(id, 'web', ['minAvailable'], 3);
  assert.equal(textAt(condition(), 'reason'), 'SufficientPods');
  const [first] = shop.pods('web');
  assert.ok(first);
  setReady(shop.api, first, false);
  shop.settle();
  assert.deepEqual(numbers(shop), [4, 3, 3, 0]);
  shop.close();
});

test('an eviction uses the budget up until the pod has been replaced', () => {
  const shop = cluster({ minAvailable: 3 });
  const [one, two] = shop.names('pods');
  shop.api.evict('shop', one ?? '', {}, writer);
  assert.throws(
    () => shop.api.evict('shop', two ?? '', {}, writer),
    (error) => error instanceof ApiError && error.code === 429,
  );
  shop.settle();
  assert.deepEqual(numbers(shop), [4, 3, 4, 1]);
  assert.deepEqual(objectAt(shop.get(id, 'web'), 'status', 'disruptedPods'), {});
  shop.api.evict('shop', two ?? '', {}, writer);
  shop.settle();
  assert.ok(!shop.names('pods').includes(two ?? ''));
  shop.close();
});

test('an eviction that deleted nothing is forgotten after two minutes', () => {
  const shop = cluster({ minAvailable: 3 });
  const [name] = shop.names('pods');
  const disruptedPods = { [name ?? '']: '2026-01-02T03:04:05Z' };
  shop.api.change(
    shop.resource(id),
    'shop',
    'web',
    (copy) => {
      copy.status = { ...copy.status, disruptedPods };
    },
    { ...writer, part: 'status' },
  );
  shop.settle();
  assert.deepEqual(numbers(shop), [4, 3, 3, 0]);
  shop.timers.pass(121_000);
  assert.deepEqual(numbers(shop), [4, 3, 4, 1]);
  shop.close();
});

test('where nothing says how many pods there are to be, none may be missing', () => {
  const shop = new TestCluster();
  shop.made('daemonsets.apps', workload('web'));
  const selector = { matchLabels: { app: 'web' } };
  shop.made(id, { metadata: { name: 'web' }, spec: { selector, maxUnavailable: 1 } });
  assert.partialDeepStrictEqual(conditionOf(shop.get(id, 'web'), 'DisruptionAllowed'), {
    status: 'False',
    reason: 'SyncFailed',
    message: 'daemonsets.apps does not implement the scale subresource',
  });
  shop.close();
});
