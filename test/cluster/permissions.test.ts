import assert from 'node:assert/strict';
import { before, describe, type TestContext, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../src/experiment/json.ts';
import type { ClusterClient } from '../../src/kubernetes/client.ts';
import { distinct, reviewAccess } from '../../src/kubernetes/permissions.ts';
import type { Access } from '../../src/kubernetes/plan.ts';
import { previewActivities } from '../../src/kubernetes/preview.ts';
import { rolesFor } from '../../src/kubernetes/role.ts';
import { undoEntries } from '../../src/kubernetes/undo/undo.ts';
import { owedEntries } from '../../src/ledger/owed.ts';
import { isHumanError } from '../../src/messages/error.ts';
import { nodePlatform } from '../../src/platform/platform.ts';
import { accountWith } from './account.ts';
import { newActivities } from './activities-support.ts';
import { open } from './connection-support.ts';
import { openStage } from './faults/stage.ts';
import { mutations } from './mutations/index.ts';
import type { Case } from './parity/case.ts';
import { casesWhereAllIsWell } from './parity/probe-cases.ts';
import { populate } from './parity/small-world.ts';
import { type After, newNamespace, type TestCluster, testCluster, until } from './support.ts';

let cluster: TestCluster;

before(() => {
  cluster = testCluster();
});

/** Worlds side by side. */
const concurrency = 6;

/** A context's hooks hang on the test, also when they are handed on. */
const tidyOf = (t: TestContext): After => ({ after: (work) => t.after(work) });

function split(path: string): { module: string; func: string } {
  const dot = path.lastIndexOf('.');
  return { module: path.slice(0, dot), func: path.slice(dot + 1) };
}

/** What an activity needs by its preview, without what it does without. */
async function neededFor(path: string, args: JsonObject, cwd: string): Promise<Access[]> {
  const activity = { pointer: '/method/0', ...split(path), arguments: args, secrets: {} };
  const [preview] = await previewActivities(
    [{ ...activity, rollback: false }],
    {
      choice: { kubeconfig: cluster.kubeconfig },
      environment: {},
      platform: nodePlatform(),
      trusted: true,
      runId: 'preview',
      cwd,
      allowUnscoped: false,
      policies: { all: [], userFile: 'policy.json' },
      signal: AbortSignal.timeout(30_000),
    },
    { permissions: true },
  );
  assert.equal(preview?.fault?.unplanned, undefined);
  assert.deepEqual(preview?.refusals ?? [], []);
  const needed = preview?.access?.map(({ access }) => access) ?? [];
  return distinct(needed.filter(({ optional }) => optional !== true));
}

let accounts = 0;

/** An account that may do just this; resolves when the API server knows it. */
async function accountFor(needed: readonly Access[], ns: string, test: After): Promise<string> {
  accounts += 1;
  const name = `tester-${accounts}`;
  const kubeconfig = await accountWith(rolesFor(needed), ns, name, cluster, test);
  const client = await open(test, kubeconfig);
  await until('the role holds', async () => {
    const answers = await reviewAccess(needed, client, AbortSignal.timeout(10_000));
    return answers.every(({ allowed }) => allowed === 'yes');
  });
  return kubeconfig;
}

/** Rules one by one: what of a kind may be done, whatever its name. */
function ruleOf({ verb, group, resource, subresource }: Access): string {
  return `${verb} ${resource}${subresource ? `/${subresource}` : ''}${group && `.${group}`}`;
}

const rulesOf = (needed: readonly Access[]) => [...new Set(needed.map(ruleOf))];

/** Runs an action and its undo as an account; tells what was forbidden, if anything was. */
async function actAs(
  kubeconfig: string,
  path: string,
  args: JsonObject,
  folder: string,
  test: After,
): Promise<{ act?: string; undo?: string }> {
  const activities = await newActivities(kubeconfig, test, { cwd: folder });
  try {
    await activities.call(path, args);
  } catch (error) {
    return { act: codeOf(error) };
  }
  const client: ClusterClient = await open(test, kubeconfig);
  const outcomes = await undoEntries(owedEntries(await activities.ledger()), {
    client,
    ledger: { undone: async () => undefined },
    ask: async () => true,
    told: () => undefined,
    signal: AbortSignal.timeout(60_000),
  });
  const failed = outcomes.find(({ how }) => how === 'failed');
  return failed === undefined ? {} : { undo: failed.text.code };
}

function codeOf(error: unknown): string {
  return isHumanError(error) ? error.code : String(error);
}

describe('an action succeeds with exactly the role that is written for it, and not with less', {
  concurrency,
}, () => {
  for (const mutation of mutations) {
    const { path } = mutation;
    test(path, async (t) => {
      const tidy = tidyOf(t);
      const stage = await openStage(cluster, mutation, tidy);
      const { ns, folder } = stage.world;
      const attempt = async (without?: string) => {
        const args = await stage.begin();
        const needed = await neededFor(path, args, folder);
        const granted = needed.filter((access) => ruleOf(access) !== without);
        const kubeconfig = await accountFor(granted, ns, tidy);
        return { needed, ended: await actAs(kubeconfig, path, args, folder, tidy) };
      };
      const { needed, ended } = await attempt();
      assert.deepEqual(ended, {}, `with ${rulesOf(needed).join(', ')}`);
      for (const rule of rulesOf(needed)) {
        const { act, undo } = (await attempt(rule)).ended;
        assert.match(act ?? undo ?? 'it succeeded', /^kubernetes\.forbidden/, `without ${rule}`);
      }
    });
  }
});

test('a probe succeeds with exactly the role that is written for it, and not with less', async (t) => {
  const tidy = tidyOf(t);
  const ns = await newNamespace(cluster, 'rights', tidy);
  await populate(cluster, ns);
  const cases = new Map<string, Case>();
  for (const each of casesWhereAllIsWell(ns)) {
    // One that finds nothing does not need all that it may need.
    const finds = each.here.status === 'succeeded' && !isDeepStrictEqual(each.here.output, {});
    if (finds && !cases.has(each.path)) {
      cases.set(each.path, each);
    }
  }
  for (const { path, args } of cases.values()) {
    const needed = await neededFor(path, args, '');
    const all = await newActivities(await accountFor(needed, ns, tidy), tidy);
    await all.call(path, args);
    for (const rule of rulesOf(needed)) {
      const granted = needed.filter((access) => ruleOf(access) !== rule);
      const less = await newActivities(await accountFor(granted, ns, tidy), tidy);
      await assert.rejects(
        less.call(path, args),
        (error) => codeOf(error).startsWith('kubernetes.forbidden'),
        `${path} without ${rule}`,
      );
    }
  }
});
