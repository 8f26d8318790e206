import assert from 'node:assert/strict';
import { test } from 'node:test';
import { object } from '../../testing/fake-cluster.ts';
import { choose } from './choose.ts';

const found = ['a', 'b', 'c', 'd'].map((name) => object(name));
const names = (some: { metadata: { name: string } }[]) => some.map(({ metadata }) => metadata.name);
const none = new Set<string>();

test('takes the first, or draws', () => {
  assert.deepEqual(names(choose(found, { count: 2, preferred: none })), ['a', 'b']);
  assert.deepEqual(names(choose(found, { count: 2, preferred: none, random: () => 0.99 })), [
    'd',
    'c',
  ]);
  assert.deepEqual(names(choose(found, { count: 9, preferred: none })), ['a', 'b', 'c', 'd']);
});

test('what a person was shown comes first, and others fill what is gone', () => {
  const preferred = new Set(['uid-of-c', 'uid-of-gone']);
  assert.deepEqual(names(choose(found, { count: 1, preferred, random: () => 0 })), ['c']);
  assert.deepEqual(names(choose(found, { count: 2, preferred })), ['c', 'a']);
});
