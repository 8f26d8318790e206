/**
 * `npm run test:practice:cluster`: tests of the cluster tier on a practice cluster of their own. What
 * needs the real cluster's tools (audit log, faults) skips itself.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli } from './support.ts';

const files = [
  ...['lesson', 'parity', 'samples', 'activities', 'drain', 'permissions', 'policy'],
  ...['undo', 'many-pods'],
].map((name) => `test/cluster/${name}.test.ts`);

const state = mkdtempSync(join(tmpdir(), 'practice-tier-'));
try {
  const { code, text } = await cli(state, 'practice', 'up', '--detach').ended;
  if (code !== 0) {
    throw new Error(`practice up: exit code ${code}\n${text}`);
  }
  const { CHAOS_WORKBENCH_TEST_CLUSTER: _, ...environment } = process.env;
  const given = process.argv.slice(2);
  const tests = spawn(
    process.execPath,
    [
      '--test',
      '--test-concurrency=1',
      '--test-timeout=900000',
      ...(given.length > 0 ? given : files),
    ],
    {
      stdio: 'inherit',
      env: {
        ...environment,
        CHAOS_WORKBENCH_TEST_KUBECONFIG: join(state, 'practice', 'kubeconfig'),
        CHAOS_WORKBENCH_LESSON_TIMES: process.env['CHAOS_WORKBENCH_LESSON_TIMES'] ?? '2',
      },
    },
  );
  const [status] = await once(tests, 'exit');
  process.exitCode = status ?? 1;
} finally {
  await cli(state, 'practice', 'down').ended;
  rmSync(state, { recursive: true, force: true, maxRetries: 5 });
}
