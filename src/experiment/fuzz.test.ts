import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examine } from '../../test/fuzz/examine.ts';

test('random and mutated documents are read and checked without a crash', () => {
  const { crashes } = examine(20261127, 1500);
  assert.deepEqual(
    crashes.map(({ document, error }) => `${error} ${JSON.stringify(document)}`),
    [],
  );
});
