import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chaosPython } from '../chaos-python.ts';
import type { Case, CaseOptions, JsonObject, Outcome } from './case.ts';
import { appeared, type CaseFolder, effectsOf, makeFolder } from './folder.ts';

/** Milliseconds the Python may take to end. */
const goodbye = 5000;

/** Seconds one run may take. */
const longestRun = 60;

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
    return new Theirs(await chaosPython());
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
      const effects = await effectsOf(folder.path);
      return {
        code,
        log,
        effects,
        folder: folder.path,
        ...(journal === undefined ? {} : { journal }),
      };
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
    // It ends with its input; should it not, nothing is lost by ending it.
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), goodbye);
    await this.#ended;
    clearTimeout(timer);
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
