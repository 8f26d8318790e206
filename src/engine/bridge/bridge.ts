import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { HumanError } from '../../messages/error.ts';
import { type LineProgram, startLines } from '../../platform/lines.ts';
import type { Environment, Platform } from '../../platform/platform.ts';
import { builtFile } from '../../platform/program.ts';
import type { Log } from '../log.ts';
import { str } from '../python/text.ts';
import { isPyObject, type PyObject } from '../python/value.ts';
import { settledOrCut, waitFor } from '../wait.ts';
import { fromPython, toPython } from './codec.ts';
import { findInterpreter } from './interpreter.ts';

/** What the bridge needs of its run. */
export interface BridgeOptions {
  platform: Platform;
  environment: Environment;
  /** Folder that Python starts in. */
  cwd: string;
  /** Path or name of the Python a person chose. */
  interpreter?: string;
  /** Takes what the user's code logs and prints. */
  log: Log;
  /** A signal that the user's code sent to its own process, such as `SIGUSR1`. */
  onSignal(name: string): void;
  /** Milliseconds that Python may take to start; 30 seconds where nothing is said. */
  hello?: number;
}

/** How one question is asked. */
export interface AskOptions {
  /** Aborted: what is asked is cut, and the question rejects with the signal's reason. */
  signal: AbortSignal;
  /** Beside others, and not where signals and foreground activities are at home. */
  thread?: boolean;
}

/** Milliseconds that cut code may take for cleaning up; after that its process is ended. */
const grace = 700;

/** Milliseconds that Python may take to start. */
const hello = 30_000;

/** Milliseconds that Python may take to end at the end of a run. */
const goodbye = 2000;

const levels: ReadonlySet<string> = new Set(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']);

interface Waiting {
  resolve(answer: PyObject): void;
  reject(error: Error): void;
}

interface Started {
  program: LineProgram;
  interpreter: string;
}

/** The one process in which a run calls the user's Python. It is started when it is first asked. */
export class PythonBridge {
  readonly #options: BridgeOptions;
  readonly #waiting = new Map<number, Waiting>();
  #started: Promise<Started> | undefined;
  #ids = 0;
  #generation = 0;
  #greeted: (() => void) | undefined;
  /** The process that has not greeted yet. */
  #starting: LineProgram | undefined;

  constructor(options: BridgeOptions) {
    this.#options = options;
  }

  /**
   * Path of the Python that is or would be asked.
   * @throws HumanError `engine.python-chosen`, `engine.python-none`
   */
  interpreter(): Promise<string> {
    return findInterpreter(this.#options.platform, this.#options);
  }

  /** How many processes there were: each of them knows nothing of those before. */
  get generation(): number {
    return this.#generation;
  }

  /**
   * Starts Python, if it has not been started.
   * @throws HumanError `engine.python-*` when that can't be done
   */
  async ready(): Promise<void> {
    this.#started ??= this.#start();
    await this.#started;
  }

  /**
   * Asks the bridge and gives its answer.
   * @throws HumanError `engine.python-*` when Python can't be started or ended meanwhile; the
   * signal's reason when that is aborted
   */
  async ask(question: PyObject, { signal, thread = false }: AskOptions): Promise<PyObject> {
    signal.throwIfAborted();
    this.#started ??= this.#start();
    const { program } = await settledOrCut(this.#started, signal);
    this.#ids += 1;
    const id = this.#ids;
    const { promise, resolve, reject } = Promise.withResolvers<PyObject>();
    this.#waiting.set(id, { resolve, reject });
    program.send(toPython({ ...question, id, thread }));
    const cut = () => void this.#cut(program, id, promise);
    signal.addEventListener('abort', cut, { once: true });
    if (signal.aborted) {
      cut();
    }
    try {
      const answer = await promise;
      if (answer['cut'] === true) {
        signal.throwIfAborted();
      }
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', cut);
      this.#waiting.delete(id);
    }
  }

  /** Lets Python end; never rejects. */
  async close(): Promise<void> {
    await this.#starting?.kill();
    const started = await this.#started?.catch(() => undefined);
    if (started === undefined) {
      return;
    }
    const { program } = started;
    program.send(toPython({ op: 'end' }));
    program.end();
    const over = new AbortController();
    await Promise.race([program.over.then(() => over.abort()), waitFor(goodbye, over.signal)]);
    if (!over.signal.aborted) {
      await program.kill();
    }
  }

  /** Ends what is asked, and with it the programs it started; by force when it does not end. */
  async #cut(program: LineProgram, id: number, answer: Promise<PyObject>): Promise<void> {
    program.send(toPython({ op: 'cut', target: id }));
    const alone = this.#waiting.size === 1;
    const settled = new AbortController();
    const over = answer.then(
      () => settled.abort(),
      () => settled.abort(),
    );
    await Promise.race([
      Promise.all([over, alone ? this.#options.platform.killChildren(program.pid) : undefined]),
      waitFor(grace, settled.signal),
    ]);
    if (!settled.signal.aborted) {
      await program.kill();
    }
  }

  async #start(): Promise<Started> {
    const { platform, environment, cwd } = this.#options;
    this.#generation += 1;
    const interpreter = await this.interpreter();
    let program: LineProgram;
    try {
      program = await startLines(platform, {
        file: interpreter,
        args: ['-u', scriptPath()],
        cwd,
        environment,
        onLine: (line) => this.#hear(line),
        onError: (line) => this.#options.log('INFO', stripVTControlCharacters(line)),
      });
    } catch (error) {
      this.#started = undefined;
      const reason = (error as Error).message;
      throw new HumanError('engine.python-start', { path: interpreter, reason }, { cause: error });
    }
    const { promise: greeting, resolve, reject } = Promise.withResolvers<void>();
    this.#greeted = resolve;
    let silent: HumanError | undefined;
    void program.over.then((status) => {
      const ended = this.#lose(interpreter, status);
      reject(silent ?? ended);
    });
    this.#starting = program;
    const { hello: limit = hello } = this.#options;
    const late = setTimeout(() => {
      const args = { path: interpreter, seconds: limit / 1000 };
      silent = new HumanError('engine.python-silent', args);
      void program.kill();
    }, limit);
    try {
      await greeting;
    } finally {
      clearTimeout(late);
      this.#starting = undefined;
    }
    return { program, interpreter };
  }

  /** The next question starts another Python. */
  #lose(interpreter: string, status: string): HumanError {
    this.#started = undefined;
    const error = new HumanError('engine.python-ended', { path: interpreter, status });
    for (const { reject } of this.#waiting.values()) {
      reject(error);
    }
    return error;
  }

  #hear(line: string): void {
    const message = fromPython(line);
    if (!isPyObject(message)) {
      return;
    }
    const { id, log, signal, ready } = message;
    if (ready === true) {
      this.#greeted?.();
    } else if (typeof id === 'number') {
      this.#waiting.get(id)?.resolve(message);
    } else if (typeof signal === 'string') {
      this.#options.onSignal(signal);
    } else if (Array.isArray(log)) {
      const [level, text] = log;
      const known = typeof level === 'string' && levels.has(level) ? level : 'INFO';
      this.#options.log(known as Parameters<Log>[0], str(text ?? ''));
    }
  }
}

/** The script: beside this file among the sources, else where the package has it. */
function scriptPath(): string {
  const beside = join(import.meta.dirname, 'bridge.py');
  return existsSync(beside) ? beside : builtFile('bridge.py');
}
