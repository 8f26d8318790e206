import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../../experiment/json.ts';
import { includes } from './includes.ts';

test('what the server adds does not matter, what is set does', () => {
  assert.equal(includes({ spec: { replicas: 2, paused: false } }, { spec: { replicas: 2 } }), true);
  assert.equal(includes({ spec: { replicas: 3 } }, { spec: { replicas: 2 } }), false);
  assert.equal(includes(undefined, { spec: { replicas: 2 } }), false);
});

test('null asks that nothing is there', () => {
  assert.equal(includes({ a: {} }, { a: { gone: null } }), true);
  assert.equal(includes({ a: { gone: 1 } }, { a: { gone: null } }), false);
});

test('named members of a list are found by their name, directives of a patch are none', () => {
  const value: Json = { containers: [{ name: 'b' }, { name: 'a', image: 'x', tty: false }] };
  assert.equal(includes(value, { containers: [{ name: 'a', image: 'x' }] }), true);
  assert.equal(includes(value, { containers: [{ name: 'a', image: 'y' }] }), false);
  assert.equal(includes(value, { $setElementOrder: [], containers: [{ name: 'b' }] }), true);
});

test('other lists are alike place by place', () => {
  const value = { ports: [{ port: 80, protocol: 'TCP' }] };
  assert.equal(includes(value, { ports: [{ port: 80 }] }), true);
  assert.equal(includes(value, { ports: [] }), false);
  assert.equal(includes({ args: ['a', 'b'] }, { args: ['b', 'a'] }), false);
});
