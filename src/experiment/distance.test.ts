import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editDistance, nearNames } from './distance.ts';

test('letters added, removed, replaced and swapped count one each', () => {
  assert.equal(editDistance('pods', 'pod', 3), 1);
  assert.equal(editDistance('lable', 'label', 3), 1);
  assert.equal(editDistance('kitten', 'sitting', 5), 3);
  assert.equal(editDistance('abc', 'xyz', 2), 3);
});

test('a distance is the same both ways, and 0 only for the same word', () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, (left, right) => {
      const distance = editDistance(left, right, 10);
      assert.equal(distance, editDistance(right, left, 10));
      assert.equal(distance === 0, left === right);
    }),
  );
});

test('near names come nearest first; case and separators do not count', () => {
  assert.deepEqual(nearNames('steady_state_Hypothesis', ['steady-state-hypothesis', 'title']), [
    'steady-state-hypothesis',
  ]);
  assert.deepEqual(nearNames('percent', ['fixed', 'percentage']), ['percentage']);
  assert.deepEqual(nearNames('xyz', ['title', 'method']), []);
});
