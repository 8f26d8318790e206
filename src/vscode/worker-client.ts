import { Worker } from 'node:worker_threads';
import { HumanError } from '../messages/error.ts';
import type { HostMethods, WorkerMethods } from '../worker/protocol.ts';
import { Endpoint } from '../worker/rpc.ts';
import type { Disposable } from './disposable.ts';
import { Emitter } from './emitter.ts';

type Handler<M extends keyof HostMethods> = HostMethods[M];
type AnyHandler = (params: unknown, signal: AbortSignal) => unknown;

interface Running {
  worker: Worker;
  endpoint: Endpoint<WorkerMethods, HostMethods>;
}

/** What the worker needs from the editor. */
export interface WorkerOptions {
  /** File of the worker's code. */
  file: string | URL;
  /** Whether the workspace may run things; asked at each start. */
  trusted: () => boolean;
  /** Told what went wrong in listeners and when the thread died. */
  failed: (error: unknown) => void;
}

/** Milliseconds that runs have to stop gracefully when the editor closes. */
const shutdownGrace = 3000;

/** Milliseconds after which the thread is ended whatever it does. */
const shutdownLimit = 4000;

/** Variables of the editor itself that programs started by an experiment must not inherit. */
const editorsOwn = /^(ELECTRON_RUN_AS_NODE|VSCODE_|APPLICATION_INSIGHTS_)/;

/**
 * The thread with the engine and the Kubernetes client. It starts at the first call; when it dies,
 * calls that wait fail in words and the next call starts a new one.
 */
export class WorkerClient implements Disposable {
  readonly #options: WorkerOptions;
  readonly #handlers = new Map<string, Set<AnyHandler>>();
  readonly #stopped: Emitter<void>;
  readonly onDidStop;
  #running: Running | undefined;
  #disposed = false;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#stopped = new Emitter<void>(options.failed);
    this.onDidStop = this.#stopped.event;
  }

  /** Whether the thread exists, so that a look at it need not start it. */
  get started(): boolean {
    return this.#running !== undefined;
  }

  /** Calls a method over there; starts the thread when needed. */
  call<M extends keyof WorkerMethods & string>(
    method: M,
    params: Parameters<WorkerMethods[M]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<WorkerMethods[M]>>> {
    if (this.#disposed) {
      return Promise.reject(new HumanError('editor.worker-gone', { reason: 'window closing' }));
    }
    this.#running ??= this.#start();
    const { endpoint } = this.#running;
    return endpoint.call(method, params as never, signal) as Promise<
      Awaited<ReturnType<WorkerMethods[M]>>
    >;
  }

  /** Handles a note or a question from over there. Of a question the first handler answers. */
  on<M extends keyof HostMethods & string>(method: M, handler: Handler<M>): Disposable {
    const handlers = this.#handlers.get(method) ?? new Set();
    this.#handlers.set(method, handlers);
    const own: AnyHandler = (params, signal) => (handler as AnyHandler)(params, signal);
    handlers.add(own);
    return { dispose: () => handlers.delete(own) };
  }

  /** Tells the thread that the workspace is trusted from now on. */
  trustGranted(): void {
    this.#running?.endpoint.note('trust.granted', {});
  }

  /**
   * Ends runs as well as can be in the time an editor gives that closes (five seconds), and then the
   * thread.
   */
  async shutdown(): Promise<void> {
    const running = this.#running;
    if (running !== undefined) {
      const interruption = { kind: 'user', reason: 'the editor was closed' };
      const limit = new Promise<void>((resolve) => setTimeout(resolve, shutdownLimit).unref());
      const ended = running.endpoint.call('run.endAll', { grace: shutdownGrace, interruption });
      await Promise.race([ended.catch(this.#options.failed), limit]);
    }
    this.dispose();
  }

  /** Ends the thread and whatever it does. */
  dispose(): void {
    this.#disposed = true;
    const running = this.#running;
    this.#ended(running, new HumanError('editor.worker-gone', { reason: 'window closing' }));
    void running?.worker.terminate();
    this.#stopped.dispose();
  }

  #start(): Running {
    // Errors of a run may be about the text of its experiment, which is read over there.
    void import('../messages/experiment.ts').then(({ teachExperiment }) => teachExperiment());
    const worker = new Worker(this.#options.file, {
      workerData: { trusted: this.#options.trusted() },
      env: Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !editorsOwn.test(name)),
      ),
    });
    const endpoint = new Endpoint<WorkerMethods, HostMethods>(
      worker,
      this.#mine(),
      this.#options.failed,
    );
    const running = { worker, endpoint };
    let reason: unknown;
    worker.on('error', (error) => {
      reason = error;
    });
    worker.on('exit', (code) => {
      const text = reason instanceof Error ? reason.message : `exit code ${code}`;
      const error = new HumanError('editor.worker-gone', { reason: text }, { cause: reason });
      this.#ended(running, error);
    });
    return running;
  }

  #ended(running: Running | undefined, error: Error): void {
    if (running === undefined || this.#running !== running) {
      return;
    }
    this.#running = undefined;
    running.endpoint.close(error);
    this.#stopped.fire();
  }

  /** Handlers by name, looked up at each message so that they can come and go. */
  #mine(): HostMethods {
    return new Proxy({} as HostMethods, {
      get:
        (_target, method) =>
        async (params: unknown, signal: AbortSignal): Promise<unknown> => {
          const [first, ...rest] = this.#handlers.get(String(method)) ?? [];
          for (const other of rest) {
            await this.#guarded(other, params, signal);
          }
          return first === undefined ? undefined : await first(params, signal);
        },
    });
  }

  async #guarded(handler: AnyHandler, params: unknown, signal: AbortSignal): Promise<void> {
    try {
      await handler(params, signal);
    } catch (error) {
      this.#options.failed(error);
    }
  }
}
