import { clusterId } from '../../engine/cluster-id.ts';
import { HumanError } from '../../messages/error.ts';
import type { Message } from '../../messages/types.ts';
import type { HeldCluster } from '../../practice/lifetime/hold.ts';
import type { Disposable } from '../disposable.ts';
import { Emitter } from '../emitter.ts';
import { errorMessage } from '../error-message.ts';

/** Starts and ends the practice cluster; loaded when it is first used. */
export interface Lifetime {
  hold(signal: AbortSignal, told: (message: Message) => void): Promise<HeldCluster>;
  /** Whether one runs, without starting it. */
  runs(signal: AbortSignal): Promise<boolean>;
  stop(signal: AbortSignal): Promise<void>;
  /** Path of what the cluster's process says when something goes wrong in it. */
  readonly log: string;
}

/** A practice cluster that runs and that this window holds. */
export interface RunningPractice {
  phase: 'running';
  kubeconfig: string;
  /** Of the extension that started it. */
  version: string;
  /** `id` of its `ClusterIdentity`. */
  id: string;
}

/** What this window knows of the practice cluster. */
export type PracticeState =
  | { phase: 'off' }
  /** `step`: what is done just now. */
  | { phase: 'starting'; step?: Message }
  | { phase: 'stopping' }
  | { phase: 'failed'; error: Message }
  | RunningPractice;

/** This window's hold on the practice cluster, of which a user has one for all windows. */
export class Practice implements Disposable {
  readonly #load: () => Promise<Lifetime>;
  readonly #changed = new Emitter<PracticeState>();
  readonly onDidChange = this.#changed.event;
  #state: PracticeState = { phase: 'off' };
  #held: HeldCluster | undefined;
  #starting: Promise<RunningPractice> | undefined;
  #stop = new AbortController();

  /** @param load called at the first use */
  constructor(load: () => Promise<Lifetime>) {
    this.#load = load;
  }

  get state(): PracticeState {
    return this.#state;
  }

  /**
   * Whether a cluster is the practice one. Its name says nothing: what counts is what the cluster that
   * this window holds tells about itself, through a channel that only its owner can open.
   * @param id of a `ClusterIdentity`
   */
  is(id: string): boolean {
    return this.#state.phase === 'running' && this.#state.id === id;
  }

  /**
   * The cluster that runs.
   * @throws HumanError `editor.practice.not-running`
   */
  require(): RunningPractice {
    if (this.#state.phase !== 'running') {
      throw new HumanError('editor.practice.not-running');
    }
    return this.#state;
  }

  /**
   * Holds the practice cluster and starts it where none runs.
   * @throws HumanError why it could not be; the state says it too
   */
  start(): Promise<RunningPractice> {
    if (this.#state.phase === 'running') {
      return Promise.resolve(this.#state);
    }
    this.#starting ??= this.#hold().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Holds the practice cluster where one runs already; what goes wrong is told by the state. */
  async rejoin(): Promise<void> {
    try {
      const lifetime = await this.#load();
      if (await lifetime.runs(this.#stop.signal)) {
        await this.start();
      }
    } catch (error) {
      this.#become({ phase: 'failed', error: errorMessage(error) });
    }
  }

  /** Ends the practice cluster for all windows, with everything in it. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    await this.#starting?.catch(() => undefined);
    this.#become({ phase: 'stopping' });
    try {
      await (await this.#load()).stop(this.#stop.signal);
      this.#letGo();
      this.#become({ phase: 'off' });
    } catch (error) {
      this.#letGo();
      this.#become({ phase: 'failed', error: errorMessage(error) });
      throw error;
    }
  }

  /** The cluster goes on as long as others hold it. */
  dispose(): void {
    this.#stop.abort();
    this.#letGo();
    this.#changed.dispose();
  }

  async #hold(): Promise<RunningPractice> {
    const { signal } = this.#stop;
    this.#become({ phase: 'starting' });
    try {
      const lifetime = await this.#load();
      const held = await lifetime.hold(signal, (step) => this.#become({ phase: 'starting', step }));
      if (signal.aborted) {
        held.release();
        signal.throwIfAborted();
      }
      this.#held = held;
      void held.ended.then((how) => this.#ended(held, how, lifetime.log));
      const { kubeconfig, version, identity } = held;
      const running = { phase: 'running', kubeconfig, version, id: clusterId(identity) } as const;
      this.#become(running);
      return running;
    } catch (error) {
      this.#become(
        signal.aborted ? { phase: 'off' } : { phase: 'failed', error: errorMessage(error) },
      );
      throw error;
    }
  }

  #ended(held: HeldCluster, how: 'stopped' | 'gone', path: string): void {
    if (this.#held !== held) {
      return;
    }
    this.#held = undefined;
    const stopped = how === 'stopped' || this.#state.phase === 'stopping';
    if (!stopped) {
      this.#become({ phase: 'failed', error: { code: 'editor.practice.gone', args: { path } } });
    } else if (this.#state.phase === 'running') {
      this.#become({ phase: 'off' });
    }
  }

  #letGo(): void {
    const held = this.#held;
    this.#held = undefined;
    held?.release();
  }

  #become(state: PracticeState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}
