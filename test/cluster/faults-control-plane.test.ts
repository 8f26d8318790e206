import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Acted, act, shortLimits } from './faults/act.ts';
import { acceptedOf, type Cell, dishonest, twice, untrue } from './faults/judge.ts';
import { bearable } from './faults/lanes.ts';
import { openStage, type Stage } from './faults/stage.ts';
import { stands } from './faults/truth.ts';
import type { Mutation } from './mutations/mutation.ts';
import {
  type After,
  type Audited,
  audited,
  clusterProgram,
  runClusterProgram,
  type TestCluster,
  testCluster,
  until,
} from './support.ts';

/** Seconds within which every action has ended, whatever becomes of the control plane. */
const limit = 60;

/** As on a person's machine, but for the time that an answer may take. */
const limits = { ...shortLimits, total: 15_000, backoff: 250 };

/** Milliseconds from one action to the next, so that a fault meets each at another moment. */
const stagger = 50;

interface Part {
  mutation: Mutation;
  stage: Stage;
  args: Awaited<ReturnType<Stage['begin']>>;
}

describe('all actions at once, and', { skip: clusterProgram === undefined }, () => {
  const cluster = testCluster();
  const tell = (order: string, part: string) => runClusterProgram(order, part);

  /**
   * Starts the API server. One that has just started refuses the controllers for a moment, after
   * which they stay away for up to a minute: they are started anew too.
   */
  const startServer = async () => {
    await tell('start', 'apiserver');
    await ready(cluster);
    for (const part of ['kcm', 'scheduler']) {
      await tell('kill', part);
      await tell('start', part);
    }
  };

  test('the API server is killed just before they ask it', (t) =>
    strike(t, async (go) => {
      await tell('kill', 'apiserver');
      go();
      await sleep(300);
      await startServer();
    }));

  test('the API server is killed while they ask it', (t) =>
    strike(t, async (go) => {
      go();
      await tell('kill', 'apiserver');
      await startServer();
    }));

  test('the API server is frozen for a moment', (t) =>
    strike(
      t,
      async (go) => {
        await tell('freeze', 'apiserver');
        go();
        await sleep(500);
        await tell('thaw', 'apiserver');
      },
      'succeeded',
    ));

  test('the API server is frozen for longer than they wait', (t) =>
    strike(t, async (go) => {
      await tell('freeze', 'apiserver');
      go();
      await sleep(4_000);
      await tell('thaw', 'apiserver');
    }));

  test('its store is frozen for longer than they wait', (t) =>
    strike(t, async (go) => {
      await tell('freeze', 'etcd');
      go();
      await sleep(4_000);
      await tell('thaw', 'etcd');
    }));

  /**
   * Lets every action begin, holds each before its first change, and lets them go, one after the other.
   * @param fault does it, and calls what lets them go
   * @param ends what each must end with; without it any honest end is right
   */
  async function strike(
    test: TestContext,
    fault: (go: () => void) => Promise<void>,
    ends?: string,
  ): Promise<void> {
    // A context's hooks hang on the test, also when they are handed on.
    const parts = await stages(cluster, { after: (work) => test.after(work) });
    const run = `strike-${randomBytes(3).toString('hex')}`;
    const going = Promise.withResolvers<void>();
    const { result: cells, changes } = await audited({ userAgent: `(run ${run}-` }, async () => {
      let held = 0;
      const acting = parts.map(({ mutation: { path }, args }, index) => {
        const beforeChange = async () => {
          held += 1;
          await going.promise;
          await sleep(index * stagger);
        };
        const { kubeconfig } = cluster;
        return act({ kubeconfig, path, args, runId: `${run}-${index}`, beforeChange, limits });
      });
      const before = await Promise.all(parts.map(({ stage }) => stage.look()));
      await until('all are about to change something', async () => held === parts.length, 30);
      try {
        await fault(going.resolve);
      } finally {
        going.resolve();
        await runClusterProgram('up');
      }
      const acted = await Promise.all(acting);
      await ready(cluster);
      return Promise.all(
        parts.map(({ mutation, stage }, index) =>
          cellOf(mutation, stage, `${run}-${index}`, before[index] ?? null, acted[index]),
        ),
      );
    });
    const wrong = await Promise.all(cells.map((cell) => wrongsOf(cluster, cell, changes, ends)));
    test.diagnostic(`ended: ${counted(cells.map(({ ended }) => ended))}`);
    const states = cells.flatMap(({ ledger }) => ledger.map(({ state }) => state));
    test.diagnostic(`ledger: ${counted(states)}`);
    assert.deepEqual(wrong.flat(), []);
  }
});

async function ready(cluster: TestCluster): Promise<void> {
  const asked = async () => (await cluster.api<string>('GET', '/readyz')) === 'ok';
  await until('the API server answers', asked);
}

/** `3 × a, 1 × b` */
function counted(words: readonly string[]): string {
  return [...new Set(words)]
    .map((word) => `${words.filter((each) => each === word).length} × ${word}`)
    .join(', ');
}

/** A world for every action that this cluster can bear. */
async function stages(cluster: TestCluster, test: After): Promise<Part[]> {
  const possible = await bearable(cluster);
  return Promise.all(
    possible.map(async (mutation) => {
      const stage = await openStage(cluster, mutation, test);
      return { mutation, stage, args: await stage.begin() };
    }),
  );
}

async function cellOf(
  mutation: Mutation,
  stage: Stage,
  runId: string,
  before: Cell['before'],
  acted: Acted | undefined,
): Promise<Cell> {
  assert.ok(acted);
  const happened = await mutation.happened?.(stage.world);
  return {
    mutation,
    runId,
    before,
    after: await stage.look(),
    ...acted,
    ...(happened !== undefined && { happened }),
  };
}

async function wrongsOf(
  cluster: TestCluster,
  cell: Cell,
  audit: readonly Audited[],
  ends: string | undefined,
): Promise<string[]> {
  const truths = await Promise.all(cell.ledger.map((entry) => stands(cluster, cell, entry)));
  const did = (entry: (typeof cell.ledger)[number]) => truths[cell.ledger.indexOf(entry)] === true;
  const late = cell.seconds > limit + (cell.mutation.seconds ?? 0);
  const other = ends !== undefined && cell.ended !== ends;
  return [
    ...twice(cell, acceptedOf(cell, audit)),
    ...untrue(cell.ledger, did, false),
    ...dishonest(cell),
    ...(late ? [`took ${cell.seconds.toFixed(1)} s`] : []),
    ...(other ? [`ended with ${cell.ended}`] : []),
  ].map((text) => `${cell.mutation.path}: ${text}`);
}
