import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pod } from '../../api/testing.ts';
import { TestCluster } from '../testing.ts';

const taint = { key: 'fire', effect: 'NoExecute' };
const tolerating = (tolerationSeconds: number) => ({
  tolerations: [{ ...taint, operator: 'Exists', tolerationSeconds }],
});

function cluster(): TestCluster {
  const shop = new TestCluster({ nodes: 1 });
  shop.made('pods', pod('short'));
  shop.made('pods', pod('long', { spec: tolerating(60) }));
  return shop;
}

test('pods leave a node with such a taint, each when it no longer tolerates it', () => {
  const shop = cluster();
  shop.set('nodes', 'node-1', ['taints'], [taint]);
  assert.equal(shop.find('pods', 'short'), undefined);
  assert.ok(shop.find('pods', 'long'));
  assert.ok(
    shop.events('short').includes('TaintManagerEviction: Marking for deletion Pod shop/short'),
  );
  shop.timers.pass(60_000);
  assert.equal(shop.find('pods', 'long'), undefined);
  shop.close();
});

test('a taint that goes in time lets a pod stay', () => {
  const shop = cluster();
  shop.set('nodes', 'node-1', ['taints'], [taint]);
  shop.timers.pass(30_000);
  shop.set('nodes', 'node-1', ['taints'], []);
  shop.timers.pass(120_000);
  assert.ok(shop.find('pods', 'long'));
  assert.ok(
    shop.events('long').includes('TaintManagerEviction: Cancelling deletion of Pod shop/long'),
  );
  shop.close();
});
