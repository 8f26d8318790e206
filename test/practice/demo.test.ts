import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);

test('the lesson, from nothing to nothing, with its three verdicts', async () => {
  // Any other end than exit code 0 is thrown, with what was printed.
  const { stdout } = await run(process.execPath, [resolve('build', 'demo.mjs')], {
    env: { PATH: process.env['PATH'], LANG: 'C' },
  });
  assert.match(stdout, /expected ones: completed, deviated, completed/);
  assert.match(stdout, /The practice cluster has been stopped/);
});
