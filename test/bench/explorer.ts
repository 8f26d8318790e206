import { spawn } from 'node:child_process';
import { once as onceEvent } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownCluster } from '../cluster/own-cluster.ts';
import { clusterProgram, type TestCluster, testCluster } from '../cluster/support.ts';
import { ExplorerHost } from './explorer-host.ts';
import { Lateness } from './lateness.ts';
import { median, once } from './process.ts';
import { duration, type Row } from './row.ts';

/** A cluster that has the pods already: the kubeconfig of one, where several measurements are made. */
const variable = 'CHAOS_WORKBENCH_BENCH_POPULATED';

const pods = 10_000;
const namespaces = 20;

/** Pods that are changed at once. */
const storm = 1_000;

const rounds = 5;

/** What the explorer costs beside `kubectl get pods -A`, on 10,000 pods in 20 namespaces. */
export async function explorerRows(): Promise<Row[]> {
  const given = process.env[variable];
  if (!given && clusterProgram === undefined) {
    console.log('Without CHAOS_WORKBENCH_TEST_CLUSTER: the explorer is not measured.');
    return [];
  }
  const own = given ? undefined : await ownCluster('--fake-nodes', '10');
  try {
    await own?.tell('populate', '--pods', String(pods), '--namespaces', String(namespaces));
    return await measure(given || (own?.kubeconfig ?? ''));
  } finally {
    await own?.down();
  }
}

async function measure(kubeconfig: string): Promise<Row[]> {
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  const all = { argv: ['kubectl', 'get', 'pods', '-A'], cwd: process.cwd(), env };
  once(all);
  const theirs = median(Array.from({ length: rounds }, () => once(all)));
  const host = new ExplorerHost();
  try {
    const names = (await host.connect(kubeconfig)).filter((name) => name.startsWith('pop-'));
    const [first = '', second = ''] = names;
    await addWorkloads(testCluster(kubeconfig), names);
    await host.unfold([first], 'pods');
    const rows: Row[] = [];
    const beside = (what: string, seconds: number, goal: string): Row => ({
      what,
      figure: duration(seconds),
      against: `kubectl get pods -A ${duration(theirs)}`,
      ratio: (seconds / theirs).toFixed(2),
      goal,
    });
    rows.push(beside('first rows of a namespace', await timed(host, [first], 'pods'), '≤ 0.1'));
    const whole = await late(() => timed(host, names, 'counts'));
    rows.push(beside('ready/total in all namespaces', whole.value, '≤ 0.5'));
    rows.push(lateness('all namespaces unfolded', whole.p99));
    const pods = await late(() => timed(host, names, 'pods'));
    rows.push(beside('pods of all namespaces', pods.value, ''));
    rows.push(lateness('pods of all namespaces', pods.p99));
    const filtered = await late(async () => {
      for (const text of ['pod-1', 'p', 'pod-12', 'running', 'nothing', '']) {
        host.model.setFilter(text);
        await sleep(200);
      }
    });
    rows.push(lateness('filter of 10,000 rows', filtered.p99));
    const stormy = await late(() => changePods(kubeconfig, [first, second]));
    rows.push(lateness(`${storm} pods change`, stormy.p99));
    return rows;
  } finally {
    host.close();
  }
}

/** Median seconds from the unfolding of folded namespaces until their rows are drawn. */
async function timed(
  host: ExplorerHost,
  names: readonly string[],
  until: 'counts' | 'pods',
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    host.fold();
    await sleep(300);
    const start = performance.now();
    await host.unfold(names, until);
    times.push((performance.now() - start) / 1000);
  }
  return median(times);
}

/** Pods of `populate` belong to nobody: something whose pods are counted is added, once. */
async function addWorkloads(cluster: TestCluster, names: readonly string[]): Promise<void> {
  for (const namespace of names) {
    for (const name of ['front', 'back']) {
      const path = `/apis/apps/v1/namespaces/${namespace}/deployments`;
      if ((await cluster.find(`${path}/${name}`)) === undefined) {
        const labels = { app: name };
        const spec = { containers: [{ name: 'main', image: 'none' }] };
        const template = { metadata: { labels }, spec };
        const body = { replicas: 2, selector: { matchLabels: labels }, template };
        await cluster.api('POST', path, { metadata: { name }, spec: body });
      }
    }
  }
}

async function late<T>(work: () => Promise<T>): Promise<{ value: T; p99: number }> {
  const lateness = new Lateness();
  const value = await work();
  return { value, p99: lateness.end(0.99) };
}

function lateness(what: string, p99: number): Row {
  return { what: `event loop, ${what}`, figure: `p99 ${p99.toFixed(1)} ms late`, goal: '≤ 50 ms' };
}

async function changePods(kubeconfig: string, names: readonly string[]): Promise<void> {
  const script = join(import.meta.dirname, 'storm.ts');
  const child = spawn(process.execPath, [script, kubeconfig, String(storm), ...names], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await onceEvent(child, 'exit');
  if (code !== 0) {
    throw new Error(`the storm ended with ${code}`);
  }
  // The last changes are drawn too.
  await sleep(500);
}
