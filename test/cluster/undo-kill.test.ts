import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../src/experiment/json.ts';
import { readLedger } from '../../src/ledger/ledger.ts';
import { owedEntries } from '../../src/ledger/owed.ts';
import { newRunId } from '../../src/ledger/run-id.ts';
import { runFolder } from '../../src/ledger/run-store.ts';
import { nodePlatform } from '../../src/platform/platform.ts';
import { undoRun } from '../../src/workbench/undo.ts';
import { inLanes, type Results, resultOf } from './faults/lanes.ts';
import { openStage, type Stage } from './faults/stage.ts';
import { comparable } from './kill/compare.ts';
import { killable } from './kill/process.ts';
import { doBetweenGates, type Order } from './kill/work.ts';
import { mutations } from './mutations/index.ts';
import type { Mutation } from './mutations/mutation.ts';
import { type After, type TestCluster, testCluster, until } from './support.ts';

/** Actions that are killed at the same time. */
const width = 12;

/** Seconds until controllers have done what follows from an undo. */
const calm = 60;

/** An action that was killed somewhere, and what was put back. */
interface Kill {
  where: string;
  wrong: string[];
}

type Run = (order: Order) => Promise<string | undefined>;

describe('an action that is killed is put back', () => {
  const tidying: (() => Promise<void>)[] = [];
  const tidy: After = { after: (work) => tidying.push(work) };
  let kills: Results<Kill>;

  after(async () => {
    for (const work of tidying.reverse()) {
      await work();
    }
  });

  before(async () => {
    const cluster = testCluster();
    const run = await killable(tidy);
    const state = await mkdtemp(join(tmpdir(), 'kill-state-'));
    tidy.after(() => rm(state, { recursive: true }));
    kills = await inLanes(cluster, width, (mutation) =>
      killEverywhere(cluster, mutation, run, state, tidy),
    );
  });

  for (const mutation of mutations) {
    test(mutation.path, (t) => {
      const own = resultOf(kills, mutation);
      if (own === undefined) {
        t.skip('needs a real node');
        return;
      }
      t.diagnostic(`killed ${own.length} times`);
      assert.ok(own.length > 0);
      assert.deepEqual(
        own.flatMap(({ where, wrong }) => wrong.map((text) => `${where}: ${text}`)),
        [],
      );
    });
  }
});

/** Kills one action at each of its gates, and then its undo at each of those. */
async function killEverywhere(
  cluster: TestCluster,
  mutation: Mutation,
  run: Run,
  stateFolder: string,
  test: After,
): Promise<Kill[]> {
  const stage = await openStage(cluster, mutation, test);
  const kills: Kill[] = [];
  let args = await stage.begin();
  const { kubeconfig } = cluster;
  const order = (gates: number, action?: JsonObject): Order => ({
    kubeconfig,
    stateFolder,
    runId: newRunId(),
    userAgent: 'chaos-workbench/test (run kill)',
    gates,
    ...(action && { action: { path: mutation.path, args: action } }),
  });
  /** Undoes what an order has done, and begins anew where that is not all as before. */
  const putBack = async ({ runId }: Order, former: Json, where: string): Promise<void> => {
    const wrong = await undoAndCompare(cluster, stateFolder, runId, stage, former);
    kills.push({ where, wrong });
    const [now, then] = [await stage.look(), former].map((state) => comparable(state, 'partial'));
    if (!isDeepStrictEqual(now, then)) {
      args = await stage.begin();
    }
  };
  for (let gates = 0, at: string | undefined = ''; at !== undefined; gates += 1) {
    const former = await stage.look();
    const acting = order(gates, args);
    at = await run(acting);
    await putBack(acting, former, `${at ?? 'never'}, gate ${gates}`);
  }
  for (let gates = 0, at: string | undefined = ''; at !== undefined; gates += 1) {
    const former = await stage.look();
    const acted = order(Number.POSITIVE_INFINITY, args);
    await doBetweenGates(acted, () => undefined);
    at = await run({ ...order(gates), runId: acted.runId });
    await putBack(acted, former, `undo ${at ?? 'never'}, gate ${gates}`);
  }
  return kills;
}

/** Undoes a run as `chaos-workbench undo` does, and says in what the world differs from before. */
async function undoAndCompare(
  cluster: TestCluster,
  stateFolder: string,
  runId: string,
  stage: Stage,
  former: Json,
): Promise<string[]> {
  const folder = runFolder(stateFolder, runId);
  const entries = await readLedger(folder.path);
  const none = entries.some(({ undo }) => undo['grade'] === 'none');
  const exact = entries.every(({ undo }) => undo['grade'] === 'exact');
  const wrong: string[] = [];
  if (entries.length > 0) {
    const outcomes = await undoRun(
      { runId, dry: false, connection: { kubeconfig: cluster.kubeconfig } },
      { ask: async () => false },
      {
        stateFolder,
        environment: {},
        platform: nodePlatform(),
        trusted: true,
        signal: AbortSignal.timeout(120_000),
      },
    );
    const left = outcomes.filter(({ how }) => how !== 'done' && how !== 'nothing');
    wrong.push(...left.map(({ how, text }) => `undo of it is ${how}: ${text.code}`));
    const owed = owedEntries(await readLedger(folder.path));
    wrong.push(...owed.map(({ state, target }) => `${target['name']} is ${state} after its undo`));
  }
  if (none) {
    return [];
  }
  const grade = exact ? 'exact' : 'partial';
  const wanted = comparable(former, grade);
  const same = async () => isDeepStrictEqual(comparable(await stage.look(), grade), wanted);
  try {
    await until('the state is as before', same, calm);
  } catch {
    const found = JSON.stringify(comparable(await stage.look(), grade));
    wrong.push(`grade ${grade}, but there is ${found} and was ${JSON.stringify(wanted)}`);
  }
  return wrong;
}
