import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { inertAnnotation } from '../../src/practice/node/images.ts';
import { type TestCluster, testCluster, until } from '../cluster/support.ts';
import { median, once, type Timed } from './process.ts';
import { duration, type Row } from './row.ts';

/** Pods that are listed and watched. */
const many = 2_000;

/** How often all are listed, and one is changed; memory is looked at after a fifth and at the end. */
const rounds = 100;

/** How often a cluster is brought up. */
const starts = 5;

/** Goals for the practice cluster, beside the real control plane. */
const goals = { ready: '≤ 0.1', memory: '≤ 0.25' };

/** A cluster that is measured. */
interface Subject {
  up: Timed;
  down: Timed;
  kubeconfig: string;
  /** Megabytes of memory that no file stands behind, of all its processes. */
  memory(): number;
}

/** What a subject came to. */
interface Measured {
  ready: number;
  memory: number;
  list: number;
  early: number;
  late: number;
}

/**
 * The practice cluster beside the real control plane: until it is ready, its memory before pods, and
 * 2,000 pods listed and watched. Without CHAOS_WORKBENCH_TEST_CLUSTER only the practice cluster.
 * @param cli command of ours, to be followed by its arguments
 */
export async function practiceRows(cli: readonly string[]): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const ours = await measure(practice(cli, folder));
    const program = process.env['CHAOS_WORKBENCH_TEST_CLUSTER'];
    if (!program) {
      console.log('Without CHAOS_WORKBENCH_TEST_CLUSTER: nothing beside the practice cluster.');
    }
    const theirs = program ? await measure(real(program, folder)) : undefined;
    const row = (
      what: string,
      of: keyof Measured,
      text: (n: number) => string,
      goal = '',
    ): Row => ({
      what: `practice cluster, ${what}`,
      figure: text(ours[of]),
      ...(theirs && {
        against: `real control plane ${text(theirs[of])}`,
        ratio: (ours[of] / theirs[of]).toFixed(2),
      }),
      goal,
    });
    return [
      row('ready', 'ready', duration, goals.ready),
      row('memory before pods', 'memory', megabytes, goals.memory),
      row(`list of ${many} pods`, 'list', duration),
      row(`memory with ${many} pods, listed ${rounds / 5} times`, 'early', megabytes),
      row(`listed ${rounds} times`, 'late', megabytes, 'flat'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const megabytes = (value: number) => `${value.toFixed(1)} MB`;

function practice(cli: readonly string[], folder: string): Subject {
  const env = { ...process.env, CHAOS_WORKBENCH_STATE: folder };
  const command = (...args: string[]): Timed => ({
    argv: [...cli, 'practice', ...args],
    cwd: folder,
    env,
  });
  return {
    up: command('up', '--detach'),
    down: command('down'),
    kubeconfig: join(folder, 'practice', 'kubeconfig'),
    memory() {
      const record = readFileSync(join(folder, 'practice', 'practice.json'), 'utf8');
      return anonymous(JSON.parse(record).pid);
    },
  };
}

function real(program: string, folder: string): Subject {
  const dir = join(folder, 'real');
  const command = (...args: string[]): Timed => ({
    argv: [program, ...args, '--dir', dir],
    cwd: folder,
  });
  return {
    up: command('up'),
    down: command('down'),
    kubeconfig: join(dir, 'kubeconfig'),
    memory: () => processesOf(dir).reduce((sum, pid) => sum + anonymous(pid), 0),
  };
}

async function measure(subject: Subject): Promise<Measured> {
  once(subject.up);
  const ready = median(
    Array.from({ length: starts }, () => {
      once(subject.down);
      return once(subject.up);
    }),
  );
  try {
    const memory = subject.memory();
    const cluster = testCluster(subject.kubeconfig);
    const first = await populate(cluster);
    await using watch = watching(subject.kubeconfig);
    const times: number[] = [];
    const looks: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await touch(cluster, first, round);
      times.push(await timedList(cluster));
      if (round === rounds / 5 || round === rounds) {
        looks.push(subject.memory());
      }
    }
    await watch.saw(rounds);
    const [early = Number.NaN, late = Number.NaN] = looks;
    return { ready, memory, list: median(times), early, late };
  } finally {
    once(subject.down);
  }
}

const pods = '/api/v1/namespaces/default/pods';

/** Makes the pods; gives one of them. */
async function populate(cluster: TestCluster): Promise<string> {
  await until('the default account is there', () =>
    cluster.find('/api/v1/namespaces/default/serviceaccounts/default'),
  );
  const labels = { app: 'many' };
  await cluster.api('POST', '/apis/apps/v1/namespaces/default/deployments', {
    metadata: { name: 'many' },
    spec: {
      replicas: many,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations: { [inertAnnotation]: 'true' } },
        spec: { containers: [{ name: 'main', image: 'node:24-alpine' }] },
      },
    },
  });
  return until(
    `${many} pods are there`,
    async () => {
      const found = await cluster.list<KubeObject>(pods);
      return found.length === many && found[0]?.metadata.name;
    },
    300,
  );
}

async function timedList(cluster: TestCluster): Promise<number> {
  const start = performance.now();
  await cluster.list(pods);
  return (performance.now() - start) / 1000;
}

async function touch(cluster: TestCluster, name: string, round: number): Promise<void> {
  const body = { metadata: { annotations: { round: String(round) } } };
  await cluster.api('PATCH', `${pods}/${name}`, body, 'application/merge-patch+json');
}

/** A watch of all pods, as kubectl has it. */
function watching(kubeconfig: string): { saw(count: number): Promise<void> } & AsyncDisposable {
  const child = spawn('kubectl', ['--kubeconfig', kubeconfig, 'get', 'pods', '-w', '-o', 'name'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let lines = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    lines += chunk.toString().split('\n').length - 1;
  });
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  return {
    saw: async (count) => {
      await until('the watch has seen all', async () => lines >= many + count);
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}

/** Megabytes of a process that no file stands behind (Linux). */
function anonymous(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** Processes that were started with a folder in their command line (Linux). */
function processesOf(dir: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dir);
      } catch {
        return false;
      }
    })
    .map(Number);
}
