/**
 * The explorer under faults for half an hour: `npm run soak` (`-- --minutes N` for another time). A
 * control plane of its own, a fault proxy before it, a fault every 30 seconds. Prints sockets and
 * memory once a minute and fails where they grow. Needs CHAOS_WORKBENCH_TEST_CLUSTER.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { ExplorerView } from '../cluster/explorer-view.ts';
import { ownCluster } from '../cluster/own-cluster.ts';

/** Seconds from one fault to the next, and how long each lasts. */
const every = 30;
const lasts = 8;

/** Namespaces that are unfolded. */
const namespaces = Array.from({ length: 5 }, (_, index) => `soak-${index}`);

/** Seconds in which the tree is right again; the explorer waits up to 30 s, with jitter, to try. */
const recovery = 60;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const minutes = Number(values.minutes);

interface Sample {
  minute: string;
  fault: string;
  sockets: number;
  'heap MB': string;
  'rss MB': string;
  'recovered s': string;
}

const cluster = await ownCluster();
const view = new ExplorerView();
const samples: Sample[] = [];
try {
  const kubeconfig = (await cluster.tell('proxy', 'up', '--name', 'soak')).trim();
  for (const name of namespaces) {
    await cluster.api('POST', '/api/v1/namespaces', { metadata: { name } });
  }
  await view.connect(kubeconfig, namespaces);
  namespaces.forEach((name) => {
    view.unfold(name);
  });
  await Promise.all(namespaces.map((name) => newPod(name, 'first')));
  const proxied = (match: string, action: string) => ({
    what: `${match} ${action}`,
    begin: () => cluster.tell('proxy', 'fault', 'soak', '--match', match, '--do', action),
    end: () => cluster.tell('proxy', 'clear', 'soak'),
  });
  const faults = [
    proxied('* .', 'reset'),
    proxied('* .', 'stall'),
    proxied('* .', 'status:401'),
    proxied('* .', 'status:500'),
    proxied('GET watch=', 'cut-watch:0.5'),
    proxied('GET watch=', 'watch-error-410:0.5'),
    proxied('GET watch=', 'garbage:0.5'),
    {
      what: 'frozen',
      begin: () => cluster.tell('freeze', 'apiserver'),
      end: () => cluster.tell('thaw', 'apiserver'),
    },
    {
      what: 'killed',
      begin: () => cluster.tell('kill', 'apiserver'),
      end: () => cluster.tell('up'),
    },
  ];
  const began = performance.now();
  sample('none', 0);
  for (let round = 0; performance.now() - began < minutes * 60_000; round += 1) {
    const fault = faults[round % faults.length] as (typeof faults)[number];
    const start = performance.now();
    await fault.begin();
    await sleep(lasts * 1000);
    await fault.end();
    const name = `seen-${round}`;
    const [first = ''] = namespaces;
    await newPod(first, name);
    const seconds = await view.shows(first, (text) => text.includes(name), recovery);
    await cluster.api('DELETE', `/api/v1/namespaces/${first}/pods/${name}?gracePeriodSeconds=0`);
    await sleep(Math.max(0, every * 1000 - (performance.now() - start)));
    sample(fault.what, seconds);
  }
  judge();
} finally {
  view.close();
  await cluster.down();
}

function newPod(namespace: string, name: string) {
  const spec = { containers: [{ name: 'main', image: 'none' }] };
  return cluster.api('POST', `/api/v1/namespaces/${namespace}/pods`, { metadata: { name }, spec });
}

/** What there is after a fault is over; garbage is collected first, or the heap would say nothing. */
function sample(fault: string, recovered: number): void {
  global.gc?.();
  const mb = (bytes: number) => (bytes / 1e6).toFixed(1);
  const sockets = process.getActiveResourcesInfo().filter((kind) => /TCP|TLS/.test(kind)).length;
  const line: Sample = {
    minute: (performance.now() / 60_000).toFixed(1),
    fault,
    sockets,
    'heap MB': mb(getHeapStatistics().used_heap_size),
    'rss MB': mb(process.memoryUsage().rss),
    'recovered s': recovered.toFixed(1),
  };
  samples.push(line);
  console.log(Object.values(line).join(' | '));
}

/** The second half must need no more than the first, but for a little. */
function judge(): void {
  console.table(samples);
  const half = Math.floor(samples.length / 2);
  const most = (of: Sample[], key: 'sockets' | 'heap MB') =>
    Math.max(...of.map((each) => Number(each[key])));
  for (const [key, slack] of [
    ['sockets', 5],
    ['heap MB', 3],
  ] as const) {
    const [early, late] = [most(samples.slice(0, half), key), most(samples.slice(half), key)];
    const flat = late <= early + slack;
    console.log(
      `${key}: at most ${early} in the first half, ${late} in the second: ${flat ? 'flat' : 'GROWS'}`,
    );
    process.exitCode ||= flat ? 0 : 1;
  }
}
