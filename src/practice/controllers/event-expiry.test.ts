import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestCluster, workload } from './testing.ts';

test('events go an hour after they were last written', () => {
  const shop = new TestCluster();
  shop.made('replicasets.apps', workload('old', { replicas: 1 }));
  shop.timers.pass(1_800_000);
  shop.made('replicasets.apps', workload('new', { replicas: 1 }));
  assert.ok(shop.events('old').length > 0);
  shop.timers.pass(1_801_000);
  assert.deepEqual(shop.events('old'), []);
  assert.ok(shop.events('new').length > 0);
  shop.timers.pass(1_800_000);
  assert.deepEqual(shop.all('events'), []);
  shop.close();
});
