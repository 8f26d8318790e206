import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/experiment/json.ts';
import { type TestCluster, until } from './support.ts';

const root = join(import.meta.dirname, '..', '..');

/** The built command line, or an installed one by CHAOS_WORKBENCH_TEST_CLI. */
export const cli = process.env['CHAOS_WORKBENCH_TEST_CLI'] || join(root, 'dist', 'cli.js');

/** Milliseconds that a command may take. */
const commandLimit = 240_000;

/** A namespace of a cluster with the samples in it. */
export interface Place {
  cluster: TestCluster;
  namespace: string;
  /** Images of one's own; without them the samples need no registry. */
  images?: { backend: string; 'frontend-v1': string; 'frontend-v2': string };
}

/** How a command ended. */
export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs `chaos-workbench`. */
export function chaosWorkbench(place: Place, args: string[], env = {}, cwd = root): Promise<Ended> {
  return command(process.execPath, [cli, ...args], place, env, cwd);
}

/** A program that runs experiments. */
export interface Runner {
  name: string;
  /** Part of its User-Agent in the audit log. */
  userAgent: string;
  run(args: string[], place: Place, env: object, cwd: string): Promise<Ended>;
}

export const ours: Runner = {
  name: 'chaos-workbench',
  userAgent: 'chaos-workbench/',
  run: (args, place, env, cwd) => chaosWorkbench(place, args, env, cwd),
};

/** The real `chaos`. */
export function original([program, ...before]: [string, ...string[]]): Runner {
  return {
    name: 'chaos',
    userAgent: 'OpenAPI-Generator',
    run: (args, place, env, cwd) => command(program, [...before, ...args], place, env, cwd),
  };
}

/** An action of an experiment; the path without the `chaosk8s.` of all of them. */
export function actionOf(path: string, args: JsonObject): JsonObject {
  const dot = path.lastIndexOf('.');
  return {
    type: 'action',
    name: path.slice(dot + 1),
    provider: {
      type: 'python',
      module: `chaosk8s.${path.slice(0, dot)}`,
      func: path.slice(dot + 1),
      arguments: args,
    },
  };
}

/** `samples deploy`: brings back what was deleted, too. Gives the frontend's address. */
export async function deploy(place: Place, frontend: 'v1' | 'v2'): Promise<string> {
  const { images, namespace } = place;
  const own = images
    ? ['--backend-image', images.backend, '--frontend-image', images[`frontend-${frontend}`]]
    : [];
  const args = ['samples', 'deploy', '--frontend', frontend, '--namespace', namespace, ...own];
  const { code, out, err } = await chaosWorkbench(place, args);
  const url = /answers at (http:\S+)/.exec(out)?.[1];
  if (code !== 0 || url === undefined) {
    throw new Error(`samples deploy: exit code ${code}\n${out}${err}`);
  }
  return url;
}

interface Hypothesis {
  steady_state_met: boolean | null;
  probes: { status: string; output: unknown; tolerance_met: boolean }[];
}

/** The parts of a journal that the lesson is about. */
interface Journal {
  status: string;
  deviated: boolean;
  steady_states: { before: Hypothesis; after: Hypothesis | null };
  run: { status: string; output: unknown }[];
}

/** What a run of a lesson's experiment came to. */
export interface Verdict {
  code: number;
  status: string;
  deviated: boolean;
  /** Whether the hypothesis was met. */
  before: boolean | null;
  after: boolean | null;
  /** Status of each activity of the method. */
  method: string[];
  /** HTTP status of the frontend after the method. */
  answer: number | undefined;
}

/** The verdict of an experiment that found nothing. */
export const held: Verdict = {
  code: 0,
  status: 'completed',
  deviated: false,
  before: true,
  after: true,
  method: ['succeeded'],
  answer: 200,
};

/** The verdict of an experiment after which the frontend failed. */
export const deviated: Verdict = {
  ...held,
  code: 1,
  deviated: true,
  after: false,
  answer: 500,
};

/** Runs one of the lesson's experiments as its file is. */
export async function runExperiment(
  runner: Runner,
  place: Place,
  experiment: 'pod' | 'deployment',
  url: string,
): Promise<{ verdict: Verdict; ended: Ended }> {
  const folder = await mkdtemp(join(tmpdir(), 'lesson-'));
  try {
    const path = join(root, 'manifests', `experiment.${experiment}.json`);
    const args = ['run', '--journal-path', join(folder, 'journal.json'), path];
    const env = {
      FRONTEND_URL: url,
      SAMPLES_NAMESPACE: place.namespace,
      HOME: folder,
      XDG_STATE_HOME: folder,
    };
    const ended = await runner.run(args, place, env, folder);
    const text = await readFile(join(folder, 'journal.json'), 'utf8').catch(() => {
      throw new Error(`no journal, exit code ${ended.code}\n${ended.out}${ended.err}`);
    });
    return { verdict: verdictOf(ended.code, JSON.parse(text)), ended };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function verdictOf(code: number, journal: Journal): Verdict {
  const { before, after } = journal.steady_states;
  const last = after?.probes.at(-1)?.output as { status?: number } | undefined;
  return {
    code,
    status: journal.status,
    deviated: journal.deviated,
    before: before.steady_state_met,
    after: after?.steady_state_met ?? null,
    method: journal.run.map(({ status }) => status),
    answer: last?.status,
  };
}

/** Pods of a Deployment that are not being deleted, by uid. */
export async function podsOf({ cluster, namespace }: Place, app: string): Promise<Pod[]> {
  const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${app}`;
  const pods = await cluster.list(path);
  return pods
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map(({ metadata: { name, uid } }) => ({ name, uid }));
}

/** A pod, for this and no other life of it. */
export interface Pod {
  name: string;
  uid: string;
}

/** Waits until the backend's deployment and pods are gone. */
export async function backendGone({ cluster, namespace }: Place): Promise<void> {
  const pods = `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3Dback`;
  await until('the backend is gone', async () => (await cluster.list(pods)).length === 0);
}

/** The breaker as `/healthz` shows it. */
interface BreakerState {
  name: string;
  state: 'closed' | 'open' | 'halfOpen';
  stats: { rejects: number };
}

/** One pod of frontend v2, asked directly, so that only its own breaker answers. */
export function frontendPod({ cluster, namespace }: Place, pod: string) {
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}`;
  return {
    ask: () => cluster.api<string>('GET', `${path}:8080/proxy/`),
    breaker: async () =>
      (await cluster.api<{ breaker: BreakerState }>('GET', `${path}:8080/proxy/healthz`)).breaker,
    /** Names of the breaker's events in its log, from the first on. */
    async events(): Promise<string[]> {
      const log = await cluster.api<string>('GET', `${path}/log`);
      return log
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { event: string }).event)
        .filter((event) => event.startsWith('breaker-'));
    },
  };
}

function command(
  program: string,
  args: string[],
  { cluster }: Place,
  env: object,
  cwd: string,
): Promise<Ended> {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  const environment = { ...process.env, KUBECONFIG: cluster.kubeconfig, ...env };
  const options = { cwd, env: environment, timeout: commandLimit };
  execFile(program, args, options, (error, out, err) => {
    if (error && typeof error.code !== 'number') {
      reject(error);
    } else {
      resolve({ code: Number(error?.code ?? 0), out, err });
    }
  });
  return promise;
}
