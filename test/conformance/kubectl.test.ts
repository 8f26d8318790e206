import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { nodePlatform } from '../../src/platform/platform.ts';
import { startCluster } from '../../src/practice/cluster.ts';
import { kubectlOf } from './kubectl/kubectl.ts';
import { runSession } from './kubectl/run.ts';
import { leftOut, serving, session } from './kubectl/session.ts';
import type { Step } from './kubectl/steps.ts';

const program = process.env['CHAOS_WORKBENCH_TEST_CLUSTER'];
const real = process.env['CHAOS_WORKBENCH_TEST_KUBECONFIG'];
const skip = program && real ? false : 'needs a real cluster, and its kubectl';

/** Milliseconds that a session may take. */
const limit = 480_000;

/** Files of the package, as `npm run build` leaves them. */
const dist = join(import.meta.dirname, '..', '..', 'dist');

describe('the cluster’s own kubectl', { skip }, () => {
  const stack = new AsyncDisposableStack();
  let outputs: readonly Map<string, string>[] = [];
  let refusals = new Map<string, string>();

  before(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kubectl-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    const cluster = stack.use(
      await startCluster({
        platform: nodePlatform(),
        folder: join(folder, 'cluster'),
        parts: {
          samples: join(dist, 'samples'),
          shim: join(dist, 'practice-shim.cjs'),
          guard: join(dist, 'practice-guard.js'),
        },
      }),
    );
    const practice = join(folder, 'kubeconfig');
    await writeFile(practice, cluster.kubeconfig, { mode: 0o600 });
    // The same name for both: it decides how wide columns are.
    const namespace = `session-${randomBytes(3).toString('hex')}`;
    const run = (kubeconfig: string, steps: readonly Step[], space = namespace) =>
      runSession(
        kubectlOf(program ?? '', kubeconfig, join(folder, `cache of ${basename(kubeconfig)}`)),
        steps,
        space,
        AbortSignal.timeout(limit),
      );
    outputs = await Promise.all([run(practice, session), run(real ?? '', session)]);
    refusals = await run(practice, [...serving, ...leftOut], `${namespace}-left-out`);
  });

  after(() => stack.disposeAsync());

  test('the session takes place', () => {
    // Two that fail alike would be the same, too.
    for (const output of outputs) {
      assert.match(output.get('apply creates') ?? '', /created/);
      assert.match(output.get('get deployments') ?? '', /2\/2/);
    }
  });

  for (const { name } of session) {
    test(`writes the same on both clusters: ${name}`, () => {
      const [practice, expected] = outputs.map((one) => one.get(name));
      assert.equal(practice, expected);
    });
  }

  for (const { name, refusal } of leftOut) {
    test(`says what the practice cluster leaves out: ${name}`, () => {
      assert.match(refusals.get(name) ?? '', refusal);
    });
  }
});
