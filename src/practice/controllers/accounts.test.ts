import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rootAuthority } from '../api/defaults/pod-account.ts';
import { valueAt } from '../api/objects.ts';
import { TestCluster } from './testing.ts';

test('the default account is put back, as another one', () => {
  const shop = new TestCluster();
  const { uid } = shop.get('serviceaccounts', 'default').metadata;
  shop.deleted('serviceaccounts', 'default');
  assert.notEqual(shop.get('serviceaccounts', 'default').metadata.uid, uid);
  shop.close();
});

test('each namespace has the authority, also after it was deleted or changed', () => {
  const shop = new TestCluster({ ca: 'PEM' });
  const text = () => valueAt(shop.get('configmaps', rootAuthority), 'data', 'ca.crt');
  assert.equal(text(), 'PEM');
  shop.changed('configmaps', rootAuthority, (copy) => {
    Object.assign(copy, { data: {} });
  });
  assert.equal(text(), 'PEM');
  shop.deleted('configmaps', rootAuthority);
  assert.equal(text(), 'PEM');
  shop.deleted('namespaces', 'shop');
  assert.equal(shop.find('namespaces', 'shop'), undefined);
  assert.equal(shop.find('configmaps', rootAuthority), undefined);
  shop.close();
});
