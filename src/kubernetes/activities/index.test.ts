import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kubernetesEntries } from '../../catalogue/kubernetes/index.ts';
import { activities } from './index.ts';

test('every entry of the catalogue does something, and nothing else does', () => {
  const runnable = kubernetesEntries.map(({ module, func, kind }) => [`${module}.${func}`, kind]);
  const done = Object.entries(activities).map(([path, { kind }]) => [
    path,
    kind === 'offline' ? 'probe' : kind,
  ]);
  assert.deepEqual(done.sort(), runnable.sort());
});
