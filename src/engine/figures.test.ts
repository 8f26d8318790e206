import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneLine, pretty, round, seconds, short, shownLength, ticking } from './figures.ts';

test('durations read as people say them', () => {
  const values = [0.001, 0.031, 9.99, 14.2, 59.94, 59.96, 125, 3725];
  assert.deepEqual(values.map(seconds), [
    '< 0.01 s',
    '0.03 s',
    '9.99 s',
    '14.2 s',
    '59.9 s',
    '1 min 00 s',
    '2 min 05 s',
    '1 h 02 min',
  ]);
  assert.equal(round(10), '10 s');
  assert.equal(round(0.5), '0.5 s');
  assert.equal(ticking(-0.2), '0 s');
  assert.equal(ticking(61.9), '1 min 01 s');
});

test('an output on one line begins with what people look for', () => {
  assert.equal(
    oneLine({ status: 500, headers: {}, body: 'connect\n  refused' }),
    '500  connect refused',
  );
  assert.equal(oneLine({ status: 0, stdout: '', stderr: 'oops\n' }), '0  oops');
  assert.equal(oneLine({ status: 200, body: { a: 1 } }), '200  {"a":1}');
  assert.equal(oneLine(true), 'true');
  assert.equal(oneLine(null), '');
  assert.equal(oneLine('x'.repeat(1000)).length, 160);
});

test('tolerances are short', () => {
  assert.equal(short(200), '200');
  assert.equal(short([1, 10]), '1 – 10');
  assert.equal(short({ type: 'regex', pattern: '^a$', target: 'stdout' }), 'regex ^a$');
  assert.equal(short({ type: 'range', range: [1, 2] }), '1 – 2');
});

test('an opened output is pretty and bounded', () => {
  assert.deepEqual(pretty({ a: 1 }), { text: '{\n  "a": 1\n}', cut: false });
  const long = pretty('x'.repeat(shownLength + 1));
  assert.deepEqual([long.text.length, long.cut], [shownLength, true]);
});
