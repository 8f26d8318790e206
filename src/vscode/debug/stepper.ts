import type { Arrival } from '../../engine/gate.ts';
import type { Disposable } from '../disposable.ts';

/** Threads that are always the same; each background activity has one of its own from 3 on. */
export const THREADS = { experiment: 1, during: 2 } as const;

/** Why a thread is stopped. `held`: only because another one is. */
export type Reason = 'entry' | 'breakpoint' | 'step' | 'pause' | 'held';

/** A thread that stands before an activity. */
export interface Stop {
  thread: number;
  arrival: Arrival;
  reason: Reason;
}

/** What a stepper asks and tells. */
export interface StepperOptions {
  /** Whether a breakpoint stops here. */
  breaks(arrival: Arrival): Promise<boolean>;
  stopped(stop: Stop): void;
  /** A thread is there for the first time; the experiment's is from the start. */
  started(thread: number): void;
}

/**
 * Decides which activities are held. While one is, no other activity starts: whoever looks at a run
 * must not have it go on behind the back. Steps go from activity to activity, past those of a
 * hypothesis that is watched all the time.
 */
export class Stepper implements Disposable {
  readonly #options: StepperOptions;
  readonly #stops = new Map<number, Stop & { release: () => void }>();
  readonly #background = new Map<string, { thread: number; arrival: Arrival }>();
  #next: Exclude<Reason, 'breakpoint' | 'held'> | undefined;
  #stepped: number | undefined;
  /** The phase that a step goes past. */
  #left: Arrival['phase'] | undefined;
  #threads: number = THREADS.during;
  #watched = false;
  #open = false;

  /** @param stopOnEntry stops before the first activity */
  constructor(options: StepperOptions, stopOnEntry: boolean) {
    this.#options = options;
    this.#next = stopOnEntry ? 'entry' : undefined;
  }

  /**
   * Settles when the activity may start, or the signal is aborted.
   * @param held called when it may not start at once
   */
  async arrive(arrival: Arrival, signal: AbortSignal, held: () => void): Promise<void> {
    const thread = this.#threadOf(arrival);
    if (this.#open || signal.aborted) {
      return;
    }
    const wanted = (await this.#options.breaks(arrival))
      ? 'breakpoint'
      : this.#take(thread, arrival);
    const reason = wanted ?? (this.#stops.size > 0 ? 'held' : undefined);
    if (reason === undefined || this.#open || signal.aborted) {
      return;
    }
    if (reason !== 'held') {
      this.#next = undefined;
      this.#stepped = undefined;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const release = () => resolve();
    const stop = { thread, arrival, reason, release };
    this.#stops.set(thread, stop);
    signal.addEventListener('abort', release, { once: true });
    held();
    this.#options.stopped(stop);
    await promise;
    signal.removeEventListener('abort', release);
    if (this.#stops.get(thread) === stop) {
      this.#stops.delete(thread);
    }
  }

  /** The stop of a thread, if it is stopped. */
  at(thread: number): Stop | undefined {
    return this.#stops.get(thread);
  }

  /** Background activities that have arrived, by id. */
  background(): ReadonlyMap<string, { thread: number; arrival: Arrival }> {
    return this.#background;
  }

  /** Whether a hypothesis that is watched has arrived. */
  get watched(): boolean {
    return this.#watched;
  }

  /** The background activity with this id has ended. */
  forget(id: string): void {
    this.#background.delete(id);
  }

  /** All go on, to the next breakpoint. */
  continue(): void {
    this.#next = undefined;
    this.#releaseAll();
  }

  /**
   * One thread plays its activity; the next one that arrives is stopped.
   * @param out past the rest of its phase
   */
  step(thread: number, out = false): void {
    this.#next = 'step';
    this.#left = out ? this.#stops.get(thread)?.arrival.phase : undefined;
    this.#stepped = thread;
    this.#release(thread);
    if (this.#stops.get(THREADS.during)?.reason === 'held') {
      this.#release(THREADS.during);
    }
    // Who stands there already is the next one.
    const [other] = this.#stops.values();
    if (other !== undefined) {
      this.#next = undefined;
      this.#options.stopped({ ...other, reason: 'step' });
    }
  }

  /** The next activity is stopped. */
  pause(): void {
    this.#next = 'pause';
    this.#stepped = undefined;
  }

  /** Nothing is stopped any more. */
  dispose(): void {
    this.#open = true;
    this.#releaseAll();
  }

  #take(thread: number, { phase }: Arrival): Reason | undefined {
    const skipped =
      phase === this.#left || (thread === THREADS.during && this.#stepped !== THREADS.during);
    return this.#next === 'step' && skipped ? undefined : this.#next;
  }

  #threadOf(arrival: Arrival): number {
    if (arrival.phase === 'during') {
      if (!this.#watched) {
        this.#watched = true;
        this.#options.started(THREADS.during);
      }
      return THREADS.during;
    }
    if (!arrival.background) {
      return THREADS.experiment;
    }
    this.#threads += 1;
    const thread = this.#threads;
    this.#background.set(arrival.id, { thread, arrival });
    this.#options.started(thread);
    return thread;
  }

  #release(thread: number): void {
    const stop = this.#stops.get(thread);
    this.#stops.delete(thread);
    stop?.release();
  }

  #releaseAll(): void {
    for (const thread of [...this.#stops.keys()]) {
      this.#release(thread);
    }
  }
}
