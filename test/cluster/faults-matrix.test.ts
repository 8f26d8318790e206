import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { kubernetesEntries } from '../../src/catalogue/kubernetes/index.ts';
import { type FaultProxy, faultProxy } from './connection-support.ts';
import { act } from './faults/act.ts';
import { type Fault, faults, type Rule, watchFaults } from './faults/fault.ts';
import { type Cell, wrongs } from './faults/judge.ts';
import { inLanes, type Results, resultOf } from './faults/lanes.ts';
import { openStage } from './faults/stage.ts';
import { mutations } from './mutations/index.ts';
import type { Mutation } from './mutations/mutation.ts';
import {
  type After,
  type Audited,
  audited,
  clusterProgram,
  type TestCluster,
  testCluster,
} from './support.ts';

/** Actions that are disturbed at the same time. */
const width = 32;

test('every action that can run is disturbed', () => {
  const known = new Set(mutations.map(({ path }) => path));
  const missing = kubernetesEntries
    .filter(({ kind }) => kind === 'action')
    .map(({ module, func }) => `${module}.${func}`)
    .filter((path) => !known.has(path));
  assert.deepEqual(missing, []);
});

describe('an action tells what it did', { skip: clusterProgram === undefined }, () => {
  const tidying: (() => Promise<void>)[] = [];
  const tidy: After = { after: (work) => tidying.push(work) };
  let cells: Results<Disturbed>;
  let changes: Audited[];

  after(async () => {
    for (const work of tidying.reverse()) {
      await work();
    }
  });

  before(async () => {
    const cluster = testCluster();
    const proxies = new Map<Fault, FaultProxy>();
    await Promise.all(
      [...faults, ...watchFaults].map(async (fault) => {
        const proxy = await faultProxy(tidy);
        proxies.set(fault, proxy);
        for (const { does, more = [] } of fault.rules.filter(isForAll)) {
          await proxy.fault(anyChange, does, ...more);
          await proxy.fault('GET /exec', does, ...more);
        }
      }),
    );
    const run = `matrix-${randomBytes(3).toString('hex')}`;
    ({ result: cells, changes } = await audited({ userAgent: `(run ${run}-` }, () =>
      inLanes(cluster, width, (mutation) => disturb(cluster, mutation, proxies, run, tidy)),
    ));
  });

  for (const mutation of mutations) {
    test(mutation.path, (t) => {
      const own = resultOf(cells, mutation);
      if (own === undefined) {
        t.skip('needs a real node');
        return;
      }
      const wrong = own.flatMap((cell) =>
        wrongs(cell, cell.fault, changes).map((text) => `${cell.fault.name}: ${text}`),
      );
      assert.deepEqual(wrong, []);
      assert.equal(own.length, faultsFor(mutation).length);
    });
  }
});

interface Disturbed extends Cell {
  fault: Fault;
}

function faultsFor(mutation: Mutation): readonly Fault[] {
  return mutation.watches ? [...faults, ...watchFaults] : faults;
}

/** Whether a rule is the same for all worlds, so that it is set once. */
function isForAll({ on, more = [] }: Rule): boolean {
  return on === 'change' && !more.includes('--times');
}

/** Requests that change something, but those that a run makes beside its actions. */
const anyChange = 'POST|PUT|PATCH|DELETE ^(?!.*/(events|leases|self[a-z]*reviews))';

/** Lets one action happen under each fault, one after the other, always from the same start. */
async function disturb(
  cluster: TestCluster,
  mutation: Mutation,
  proxies: ReadonlyMap<Fault, FaultProxy>,
  run: string,
  test: After,
): Promise<Disturbed[]> {
  const stage = await openStage(cluster, mutation, test);
  const cells: Disturbed[] = [];
  let args = await stage.begin();
  for (const fault of faultsFor(mutation)) {
    const proxy = proxies.get(fault);
    if (proxy === undefined) {
      throw new Error(fault.name);
    }
    const set = async (...on: Rule['on'][]) => {
      const own = fault.rules.filter((rule) => on.includes(rule.on) && !isForAll(rule));
      for (const rule of own) {
        for (const match of matches(mutation, stage.world.ns, rule.on)) {
          await proxy.fault(match, rule.does, ...(rule.more ?? []));
        }
      }
    };
    await set('change', 'watch');
    const runId = `${run}-${randomBytes(4).toString('hex')}`;
    const [before, times] = [await stage.look(), (await mutation.happened?.(stage.world)) ?? 0];
    const { kubeconfig } = proxy;
    const { path } = mutation;
    const acted = await act({ kubeconfig, path, args, runId, beforeChange: () => set('look') });
    const after = await stage.look();
    const now = await mutation.happened?.(stage.world);
    const happened = now === undefined ? {} : { happened: now - times };
    cells.push({ mutation, fault, runId, before, after, ...acted, ...happened });
    if (!isDeepStrictEqual(before, after)) {
      args = await stage.begin();
    }
  }
  return cells;
}

const methods: Readonly<Record<string, string>> = {
  create: 'POST',
  delete: 'DELETE',
  patch: 'PATCH',
  update: 'PUT',
};

/** What the proxy is to disturb: requests of this action in this world only. */
function matches(mutation: Mutation, ns: string, on: Rule['on']): string[] {
  if (on !== 'change') {
    return [`GET ${on === 'watch' ? `${ns}.*watch=` : ns}`];
  }
  if (mutation.happened !== undefined) {
    return [`GET /namespaces/${ns}/pods/.*/exec`];
  }
  return [...new Set(mutation.changes)].map((change) => {
    const [verb = '', resource = ''] = change.split(' ');
    const [plural = '', sub] = resource.split('/');
    const [name, ...group] = plural.split('.');
    const api = group.length > 0 ? `/apis/${group.join('.')}/` : '/api/';
    const end = sub === undefined ? '' : `/.*/${sub}`;
    const world = mutation.clusterWide ? '' : `(?=.*${ns})`;
    return `${methods[verb]} ^${api}${world}.*/${name}${end}`;
  });
}
