import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lift, plainObject } from './convert.ts';
import { repr } from './text.ts';
import { PyBytes, PyFloat } from './value.ts';

test('marked whole numbers become floats, others stay', () => {
  const lifted = lift(
    { a: 1, 'b/c~d': [1, 1, 'x'], e: { f: 1.5 } },
    new Set(['/a', '/b~1c~0d/1', '/e/f', '/e']),
  );
  assert.equal(repr(lifted), "{'a': 1.0, 'b/c~d': [1, 1.0, 'x'], 'e': {'f': 1.5}}");
});

test('lifting copies: the experiment that was given is never changed', () => {
  const given = { a: { b: [1] } };
  const lifted = lift(given, new Set());
  assert.deepEqual(lifted, given);
  assert.notEqual(lifted['a'], given.a);
});

test('plain JSON holds numbers and texts only', () => {
  const value = { a: new PyFloat(1), b: [new PyBytes(Buffer.from('x'))], c: { d: null } };
  assert.deepEqual(plainObject(value), { a: 1, b: ["b'x'"], c: { d: null } });
  assert.equal(JSON.stringify(new PyFloat(2)), '2');
});

test('a key named like a prototype stays a key', () => {
  const given = JSON.parse('{"__proto__": {"x": 1}}');
  const copy = plainObject(lift(given, new Set()));
  assert.equal(JSON.stringify(copy), '{"__proto__":{"x":1}}');
});
