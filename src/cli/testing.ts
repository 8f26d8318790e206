import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JsonObject } from '../experiment/json.ts';

const cli = resolve('src/cli.ts');

/** Milliseconds that one test file may keep its commands running. */
const limit = 60_000;

/** How a command ended. */
export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Folders and commands of one test file. */
export interface Bench {
  /** A folder of its own for one test, with an experiment in it. */
  place(experiment: unknown, name?: string): Promise<string>;
  /** Starts the command line from its sources, with a state folder and no cluster of its own. */
  start(
    cwd: string,
    argv: string[],
    env?: Record<string, string>,
  ): { child: ReturnType<typeof spawn>; ended: Promise<Ended> };
  /** The same, to its end. */
  chaos(cwd: string, ...argv: string[]): Promise<Ended>;
  remove(): Promise<void>;
}

/** Makes what the tests of a file share; `remove` it after them. */
export async function bench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'cli-'));
  const running = AbortSignal.timeout(limit);

  const start: Bench['start'] = (cwd, argv, env = {}) => {
    const child = spawn(process.execPath, [cli, ...argv], {
      cwd,
      env: {
        ...process.env,
        HOME: folder,
        USERPROFILE: folder,
        CHAOS_WORKBENCH_STATE: join(cwd, 'state'),
        KUBECONFIG: join(cwd, 'none'),
        // Tests of this program may run in a pipeline themselves.
        GITHUB_ACTIONS: '',
        OTEL_SDK_DISABLED: '',
        OTEL_EXPORTER_OTLP_ENDPOINT: '',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: running,
    });
    const output = { out: '', err: '' };
    child.stdout.on('data', (data) => {
      output.out += data;
    });
    child.stderr.on('data', (data) => {
      output.err += data;
    });
    const ended = once(child, 'close').then(([code]) => ({
      code: code as number | null,
      ...output,
    }));
    return { child, ended };
  };

  return {
    async place(experiment, name = 'experiment.json') {
      const cwd = await mkdtemp(join(folder, 'run-'));
      const text =
        typeof experiment === 'string' ? experiment : JSON.stringify(experiment, null, 2);
      await writeFile(join(cwd, name), text);
      return cwd;
    },
    start,
    chaos: (cwd, ...argv) => start(cwd, argv).ended,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Resolves as soon as a file is there; fails when the run ends without it. */
export async function appears(path: string, ended: Promise<{ err: string }>): Promise<void> {
  const { promise, resolve: done, reject } = Promise.withResolvers<void>();
  const watcher = watch(join(path, '..'), () => existsSync(path) && done());
  ended.then(({ err }) => reject(new Error(`ended without ${path}: ${err}`)));
  if (existsSync(path)) {
    done();
  }
  await promise.finally(() => watcher.close());
}

/** The journal of a run. */
export async function journalOf(cwd: string, name = 'journal.json'): Promise<JsonObject> {
  return JSON.parse(await readFile(join(cwd, name), 'utf8'));
}

/** A process provider that runs a script. */
export const node = (code: string) => ({
  type: 'process',
  path: process.execPath,
  arguments: ['-e', code],
});

/** A valid experiment with one action. */
export const experiment = (extra: object = {}) => ({
  title: 'a title',
  description: 'a description',
  method: [{ type: 'action', name: 'write', provider: node('console.log(1)') }],
  ...extra,
});

/** A hypothesis that is met by the exit code 3. */
export const wanting = (tolerance: number) => ({
  title: 'steady',
  probes: [{ type: 'probe', name: 'exits', tolerance, provider: node('process.exit(3)') }],
});

/** Whether there is a Python to ask. */
const hasPython = (() => {
  try {
    execFileSync(process.platform === 'win32' ? 'py' : 'python3', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

/** Options of a test that needs one. */
export const python = { skip: !hasPython && 'no Python here' };
