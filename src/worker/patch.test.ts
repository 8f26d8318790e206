import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../experiment/json.ts';
import { apply, diff } from './patch.ts';

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => value as Json);

test('a patch turns the first value into the second', () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      assert.deepEqual(apply(before, diff(before, after)), after);
    }),
  );
});

test('names of what every object inherits are names like any other', () => {
  const pairs: [Json, Json][] = [
    [{ toString: 0 }, {}],
    [{}, { toString: 0 }],
    [{ constructor: {} }, { constructor: { name: 1 } }],
  ];
  for (const [before, after] of pairs) {
    assert.deepEqual(apply(before, diff(before, after)), after);
  }
});

test('a value against itself gives no patch', () => {
  fc.assert(
    fc.property(json, (value) => {
      assert.deepEqual(diff(value, value), []);
    }),
  );
});

test('what did not change stays the same object', () => {
  const before = { rows: [{ id: 'a' }, { id: 'b' }], other: { x: 1 } };
  const after = { rows: [before.rows[0] as Json, { id: 'b', done: true }], other: before.other };
  const result = apply(before, diff(before, after));
  assert.deepEqual(result, after);
  assert.equal(result.rows[0], before.rows[0]);
  assert.equal(result.other, before.other);
  assert.notEqual(result.rows[1], before.rows[1]);
});

test('a row that is added does not send the others again', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({ id: String(index) }));
  const patch = diff({ rows }, { rows: [...rows, { id: 'new' }] });
  assert.deepEqual(patch, [{ path: ['rows', 1000], value: { id: 'new' } }]);
});

test('the name of a key never reaches the prototype', () => {
  const after = JSON.parse('{"a": {"__proto__": {"polluted": true}}}') as Json;
  const result = apply<Json>({ a: {} }, diff({ a: {} }, after));
  assert.deepEqual(result, after);
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});
