import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { userAgent } from './program.ts';

test('the program names itself by the version of its package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.equal(userAgent('run abc'), `chaos-workbench/${version} (run abc)`);
  assert.equal(userAgent('x', tmpdir()), 'chaos-workbench/unknown (x)');
});
