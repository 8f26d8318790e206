import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesOf } from './places.ts';

test('a path is looked for in the folder that it names, then in each', () => {
  assert.deepEqual(placesOf('shop/a.json', ['shop', 'bank']), [
    { folder: 'shop', path: 'a.json' },
    { folder: 'shop', path: 'shop/a.json' },
    { folder: 'bank', path: 'shop/a.json' },
  ]);
  assert.deepEqual(placesOf('./x/../a.json', ['shop']), [{ folder: 'shop', path: 'a.json' }]);
});

test('a path that leads out of the folders has no place', () => {
  for (const path of ['..', '../a.json', 'x/../../a.json', 'shop/../../a.json', '/etc/a.json']) {
    assert.deepEqual(placesOf(path, ['shop', 'bank']), [], path);
  }
});
