import type { Outcome } from './handlers.ts';
import { pause } from './handlers.ts';
import type { Handler, Probe } from './spec.ts';

/** Milliseconds that a timer may be late until the machine must have slept. */
const slept = 5_000;

/** Milliseconds after which a kubelet sees at the latest that a container has started. */
const noticed = 1_000;

/** What a prober needs of its container. */
export interface ProbeTarget {
  ask(handler: Handler, signal: AbortSignal): Promise<Outcome>;
  /** A question was answered badly. */
  onFailure(text: string): void;
  /** As many answers in a row as the probe wants were good, or bad. */
  onResult(ok: boolean): void;
}

/** Asks a container again and again. */
export class Prober {
  readonly #probe: Probe;
  readonly #target: ProbeTarget;
  #sooner = new AbortController();
  #inARow = 0;
  #lastOk: boolean | undefined;

  constructor(probe: Probe, target: ProbeTarget) {
    this.#probe = probe;
    this.#target = target;
  }

  /** Asks now, if it is waiting between two questions. */
  hurry(): void {
    this.#sooner.abort();
  }

  /** Asks until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { initialDelaySeconds = 0, periodSeconds } = this.#probe;
    await pause(initialDelaySeconds * 1000, signal);
    await this.#pause(initialDelaySeconds > 0 ? 0 : noticed, signal);
    while (!signal.aborted) {
      await this.#once(signal);
      await this.#pause(periodSeconds * 1000, signal);
    }
  }

  async #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    await pause(milliseconds, AbortSignal.any([signal, this.#sooner.signal]));
    this.#sooner = new AbortController();
  }

  async #once(signal: AbortSignal): Promise<void> {
    const { timeoutSeconds, successThreshold, failureThreshold } = this.#probe;
    const start = Date.now();
    const limit = timeoutSeconds * 1000;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), limit);
    const outcome = await this.#target.ask(this.#probe, AbortSignal.any([signal, late.signal]));
    clearTimeout(timer);
    // An answer that a sleeping machine could not give in time says nothing of the container.
    if (signal.aborted || (!outcome.ok && Date.now() - start > limit + slept)) {
      return;
    }
    this.#inARow = outcome.ok === this.#lastOk ? this.#inARow + 1 : 1;
    this.#lastOk = outcome.ok;
    if (!outcome.ok) {
      this.#target.onFailure(outcome.text);
    }
    if (this.#inARow >= (outcome.ok ? successThreshold : failureThreshold)) {
      this.#target.onResult(outcome.ok);
    }
  }
}
