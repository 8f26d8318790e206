import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { kubernetesEntries } from '../../src/catalogue/kubernetes/index.ts';
import { isHumanError } from '../../src/messages/error.ts';
import { type Activities, newActivities } from './activities-support.ts';
import type { Call, Ended } from './parity/case.ts';
import { callWithChaos } from './parity/chaos.ts';
import { alike, assertEnded, stateOf } from './parity/compare.ts';
import { scenarios } from './parity/scenarios.ts';
import { type After, newNamespace, type TestCluster, testCluster } from './support.ts';

let cluster: TestCluster;

before(() => {
  cluster = testCluster();
});

/** How each call ended on both sides. */
const table: Record<string, string>[] = [];

after(() => console.table(table));

async function callHere(activities: Activities, calls: readonly Call[]): Promise<Ended[]> {
  const ended: Ended[] = [];
  for (const { path, args } of calls) {
    try {
      ended.push({ status: 'succeeded', output: await activities.call(path, args) });
    } catch (error) {
      const code = isHumanError(error) ? error.code : String(error);
      ended.push({ status: 'failed', output: null, code, error: String(error) });
    }
  }
  return ended;
}

test('every path is called', () => {
  const called = new Set(
    scenarios.flatMap(({ cases }) => cases({ ns: '', folder: '' })).map(({ path }) => path),
  );
  const missing = kubernetesEntries
    .flatMap(({ module, func, aliases }) => [`${module}.${func}`, ...aliases])
    .filter((path) => !called.has(path));
  assert.deepEqual(missing, []);
});

describe('activities end as in the original', () => {
  for (const scenario of scenarios) {
    test(scenario.name, async (t) => {
      const folder = await mkdtemp(join(tmpdir(), 'parity-'));
      t.after(() => rm(folder, { recursive: true }));
      // A context's hooks hang on the test, also when they are handed on.
      const tidy: After = { after: (work) => t.after(work) };
      const world = async () => {
        const ns = await newNamespace(cluster, 'parity', tidy);
        await scenario.prepare({ cluster, ns, folder, test: tidy });
        return ns;
      };
      const [here, there] = await Promise.all([world(), world()]);
      const cases = scenario.cases({ ns: here, folder });
      const activities = await newActivities(cluster.kubeconfig, tidy, { cwd: folder });
      const [ours, theirs] = await Promise.all([
        callHere(activities, cases),
        callWithChaos(cluster.kubeconfig, scenario.cases({ ns: there, folder })),
      ]);
      cases.forEach(({ path, original }, index) => {
        table.push({
          path,
          here: describeEnd(ours[index]),
          'in the original': describeEnd(theirs[index]),
          'differs on purpose': original === undefined ? '' : (original.why ?? 'yes'),
        });
      });
      assertEnded(cases, 'here', ours, (value) => alike(value, here, scenario));
      const original = scenario.cases({ ns: there, folder });
      assertEnded(original, 'there', theirs, (value) => alike(value, there, scenario));
      assert.deepEqual(
        await stateOf(cluster, here, scenario),
        await stateOf(cluster, there, scenario),
      );
    });
  }
});

/** One line of the table: the value, or the class of the failure. */
function describeEnd(ended: Ended | undefined): string {
  if (ended === undefined) {
    return 'not called';
  }
  const text =
    ended.status === 'failed' ? (ended.code ?? ended.error) : JSON.stringify(ended.output);
  return `${ended.status === 'failed' ? '✗ ' : ''}${text ?? ''}`.slice(0, 60);
}
