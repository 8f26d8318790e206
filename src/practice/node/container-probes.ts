import type { Outcome } from './handlers.ts';
import { Prober } from './prober.ts';
import type { Container, Handler, Probe } from './spec.ts';

/** What the probes of a running container need of it. */
export interface ProbedContainer {
  ask(handler: Handler, signal: AbortSignal): Promise<Outcome>;
  event(reason: string, message: string): void;
  changed(): void;
  /** @param seconds of grace, where the probe has its own */
  kill(why: string, seconds: number | undefined): void;
}

/** The probes of a container while it runs: they say whether it has started and is ready. */
export class ContainerProbes {
  readonly #container: Container;
  readonly #target: ProbedContainer;
  readonly #probers = new Set<Prober>();
  #started: boolean;
  #answersWell: boolean;

  constructor(container: Container, target: ProbedContainer) {
    this.#container = container;
    this.#target = target;
    this.#started = container.startupProbe === undefined;
    this.#answersWell = container.readinessProbe === undefined;
  }

  get started(): boolean {
    return this.#started;
  }

  get ready(): boolean {
    return this.#started && this.#answersWell;
  }

  /** Asks again at once where it is not ready: something has changed for the better. */
  hurry(): void {
    if (!this.ready) {
      for (const prober of this.#probers) {
        prober.hurry();
      }
    }
  }

  /** Asks until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { startupProbe, livenessProbe, readinessProbe } = this.#container;
    if (startupProbe !== undefined) {
      await this.#untilStarted(startupProbe, signal);
    }
    await Promise.all([
      livenessProbe && this.#ask('Liveness', livenessProbe, signal, this.#killed(livenessProbe)),
      readinessProbe &&
        this.#ask('Readiness', readinessProbe, signal, (ok) => {
          if (this.#answersWell !== ok) {
            this.#answersWell = ok;
            this.#target.changed();
          }
        }),
    ]);
  }

  async #untilStarted(probe: Probe, signal: AbortSignal): Promise<void> {
    const done = new AbortController();
    const either = AbortSignal.any([signal, done.signal]);
    await this.#ask('Startup', probe, either, (ok) => {
      if (ok) {
        this.#started = true;
        this.#target.changed();
        done.abort();
      } else {
        this.#target.kill('failed startup probe, will be restarted', graceOf(probe));
      }
    });
  }

  #killed(probe: Probe): (ok: boolean) => void {
    return (ok) => {
      if (!ok) {
        this.#target.kill('failed liveness probe, will be restarted', graceOf(probe));
      }
    };
  }

  async #ask(
    word: string,
    probe: Probe,
    signal: AbortSignal,
    onResult: (ok: boolean) => void,
  ): Promise<void> {
    const prober = new Prober(probe, {
      ask: (handler, asking) => this.#target.ask(handler, asking),
      onFailure: (text) => this.#target.event('Unhealthy', `${word} probe failed: ${text}`),
      onResult,
    });
    this.#probers.add(prober);
    await prober.run(signal);
    this.#probers.delete(prober);
  }
}

const graceOf = (probe: Probe) => probe.terminationGracePeriodSeconds;
