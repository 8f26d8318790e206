import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Case, CaseOptions, JsonObject, Outcome } from './case.ts';
import { appeared, type CaseFolder, makeFolder } from './folder.ts';

/** Seconds one run may take. */
const longestRun = 60;

/** What is compared against. */
const packages = [
  'chaostoolkit==1.21.4',
  'chaostoolkit-lib[jsonpath]==1.45.1',
  'chaostoolkit-kubernetes==0.39.0',
];

/**
 * The Python that has the real Chaos Toolkit: beside `chaos` of CHAOS_WORKBENCH_CHAOS, else in an
 * environment that is made in the user's cache folder once.
 */
async function findPython(): Promise<string> {
  const given = process.env['CHAOS_WORKBENCH_CHAOS'];
  if (given) {
    return join(dirname(given), 'python');
  }
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'chaos-workbench', 'chaos-1.21.4-1.45.1-0.39.0');
  if (!existsSync(folder)) {
    await makeEnvironment(folder);
  }
  return join(folder, 'bin', 'python');
}

/** Moved into place when it is whole: two test files may want it at the same time. */
async function makeEnvironment(folder: string): Promise<void> {
  const own = `${folder}-${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  await run(await newPython(), ['-m', 'venv', own]);
  await run(join(own, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...packages]);
  try {
    await rename(own, folder);
  } catch (error) {
    await rm(own, { recursive: true });
    if (!existsSync(folder)) {
      throw error;
    }
  }
}

/** A Python from 3.12 on: one on PATH, or the newest that pyenv has. */
async function newPython(): Promise<string> {
  const ofPyenv = await run('pyenv', ['prefix', '3.12']).then(
    ({ stdout }) => [join(stdout.trim(), 'bin', 'python3')],
    () => [],
  );
  for (const name of ['python3.14', 'python3.13', 'python3.12', 'python3', ...ofPyenv]) {
    const code = 'import sys; sys.exit(sys.version_info < (3, 12))';
    const fits = await run(name, ['-c', code]).then(
      () => true,
      () => false,
    );
    if (fits) {
      return name;
    }
  }
  throw new Error('Install Python 3.12 or newer, or set CHAOS_WORKBENCH_CHAOS to a chaos program.');
}

const run = promisify(execFile);

interface Job {
  ended(code: number): void;
  lost(): void;
  started(pid: number): void;
}

/** The real Chaos Toolkit, loaded once. */
export class Theirs implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #jobs = new Map<number, Job>();
  readonly #ended: Promise<void>;
  #ids = 0;

  static async start(): Promise<Theirs> {
    return new Theirs(await findPython());
  }

  constructor(python: string) {
    const script = join(import.meta.dirname, 'chaos.py');
    this.#process = spawn(python, ['-I', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#ended = new Promise((resolve) => {
      this.#process.once('exit', () => {
        for (const job of this.#jobs.values()) {
          job.lost();
        }
        resolve();
      });
    });
    const lines = createInterface({ input: this.#process.stdout ?? process.stdin });
    lines.on('line', (line) => {
      const { id, pid, code } = JSON.parse(line);
      const job = this.#jobs.get(id);
      if (pid !== undefined) {
        job?.started(pid);
      } else {
        this.#jobs.delete(id);
        job?.ended(code);
      }
    });
  }

  /** Runs a case with `chaos run`. */
  async run(each: Case, service: string): Promise<Outcome & { folder: string }> {
    const folder = await makeFolder(each, service);
    const watching = new AbortController();
    try {
      const args = ['run', ...optionList(each.options ?? {}), folder.experiment];
      const { code, log } = await this.command(args, folder, async (pid) => {
        if (each.signal) {
          await appeared(folder.path, each.signal.when, watching.signal);
          process.kill(pid, each.signal.name);
        }
      });
      const journal = await readJournal(folder.journal);
      return { code, log, folder: folder.path, ...(journal === undefined ? {} : { journal }) };
    } finally {
      watching.abort();
      await rm(folder.path, { recursive: true, force: true });
    }
  }

  /** Runs `chaos` with some arguments in a folder. */
  async command(
    args: string[],
    folder: CaseFolder,
    onStart: (pid: number) => Promise<void> = async () => {},
  ): Promise<{ code: number; log: string }> {
    const log = join(folder.path, 'chaos.log');
    const settings = join(folder.path, '.chaostoolkit', 'settings.yaml');
    const job = {
      argv: ['--no-version-check', '--settings', settings, ...args],
      cwd: folder.path,
      env: folder.environment,
      log,
    };
    return { code: await this.#play(job, onStart), log: await readFile(log, 'utf8') };
  }

  #play(job: object, onStart: (pid: number) => Promise<void>): Promise<number> {
    this.#ids += 1;
    const id = this.#ids;
    return new Promise((resolve, reject) => {
      let running = 0;
      const timer = setTimeout(() => {
        endGroup(running);
        reject(new Error(`chaos did not end within ${longestRun} s`));
      }, longestRun * 1000);
      this.#jobs.set(id, {
        started(pid) {
          running = pid;
          onStart(pid).catch(reject);
        },
        ended(code) {
          clearTimeout(timer);
          endGroup(running);
          resolve(code);
        },
        lost() {
          clearTimeout(timer);
          reject(new Error('the process that runs chaos has ended'));
        },
      });
      this.#process.stdin?.write(`${JSON.stringify({ id, ...job })}\n`);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.stdin?.end();
    await this.#ended;
  }
}

/** An activity that was cut may have left its program behind. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing was left.
  }
}

/** The journal; one that was cut off says so. */
export async function readJournal(path: string): Promise<JsonObject | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return { cut: true };
  }
}

/** The options as they stand on the command line. */
function optionList(options: CaseOptions): string[] {
  const pairs: [string, string | number | undefined][] = [
    ['--dry', options.dry],
    ['--rollback-strategy', options.rollbackStrategy],
    ['--hypothesis-strategy', options.hypothesisStrategy],
    ['--hypothesis-frequency', options.hypothesisFrequency],
    ...(options.vars ?? []).map((text): [string, string] => ['--var', text]),
    ...Object.keys(options.varFiles ?? {}).map((name): [string, string] => ['--var-file', name]),
  ];
  return [
    ...pairs.flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)])),
    ...(options.failFast ? ['--fail-fast'] : []),
    ...(options.noValidation ? ['--no-validation'] : []),
  ];
}
