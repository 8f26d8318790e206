import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RunOptions } from '../engine/run-types.ts';
import { withGiven } from './given.ts';

const options: RunOptions = {};

test('variables are typed, files are read from the experiment’s folder, and .env adds to the environment', async (t) => {
  const cwd = await mkdtemp(join(tmpdir(), 'given-'));
  t.after(() => rm(cwd, { recursive: true }));
  await writeFile(join(cwd, '.env'), 'PLACE=there\n');
  await writeFile(
    join(cwd, 'vars.json'),
    '{"configuration":{"a":1,"n":0},"secrets":{"s":{"k":"v"}}}',
  );
  const given = { vars: ['n:int=3'], files: ['.env', 'vars.json'] };
  const { job, environment } = await withGiven({ cwd, given, options }, { PLACE: 'here', X: 'x' });
  assert.deepEqual(job.options.configurationVars, { a: 1, n: 3 });
  assert.deepEqual(job.options.secretsVars, { s: { k: 'v' } });
  assert.deepEqual(environment, { PLACE: 'there', X: 'x' });
});

test('a file that is broken or not there keeps the run from starting', async (t) => {
  const cwd = await mkdtemp(join(tmpdir(), 'given-'));
  t.after(() => rm(cwd, { recursive: true }));
  await writeFile(join(cwd, 'vars.json'), '{"configuration":');
  const run = (files: string[]) => withGiven({ cwd, given: { vars: [], files }, options }, {});
  await assert.rejects(run(['vars.json']), { code: 'workbench.var-file-broken' });
  await assert.rejects(run(['gone.env']), { code: 'workbench.usage-var-file' });
});
