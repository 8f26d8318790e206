import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chaosPython } from '../../chaos-python.ts';

/** What Python makes of a pattern: a letter for each name (`1`, `.`, or `?` for too long), or why not. */
export type PythonAnswer = { found: string } | { refused: string };

/** Python's own `re`, in one process for all questions. */
export class PythonRe implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  static async start(): Promise<PythonRe> {
    return new PythonRe(await chaosPython());
  }

  constructor(python: string) {
    const script = join(import.meta.dirname, 'search.py');
    this.#process = spawn(python, ['-I', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: this.#process.stdout ?? process.stdin });
    this.#answers = lines[Symbol.asyncIterator]();
  }

  /** One question at a time. */
  async search(pattern: string, names: readonly string[]): Promise<PythonAnswer> {
    this.#process.stdin?.write(`${JSON.stringify({ pattern, names })}\n`);
    const { value, done } = await this.#answers.next();
    if (done) {
      throw new Error('the process that runs Python has ended');
    }
    return JSON.parse(value) as PythonAnswer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#process.once('exit', () => resolve());
    this.#process.stdin?.end();
    await promise;
  }
}
