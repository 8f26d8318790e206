import type { Change } from './changes.ts';
import type { Clock } from './clock.ts';
import {
  EVENT_VERSION,
  type EventPayloads,
  type EventSink,
  type EventType,
  type RunEvent,
} from './events.ts';
import { Masker } from './mask.ts';
import { maskPayload } from './mask-payload.ts';
import type { PyObject, PyValue } from './python/value.ts';

/** The facts of an event with values as the engine has them. */
export type Facts<T extends EventType> = {
  [K in keyof EventPayloads[T]]: K extends 'experiment' | 'activity'
    ? PyObject
    : K extends 'output' | 'tolerance'
      ? PyValue
      : K extends 'changes'
        ? Change[]
        : EventPayloads[T][K];
};

/** Hides nothing. */
const nothing = new Masker();

/**
 * Makes events of what happens in a run: numbers, stamps and masks them, and gives them to the sink.
 * This is the only way out for anything a run knows.
 */
export class Emitter {
  readonly clock: Clock;
  readonly #run: string;
  readonly #sink: EventSink;
  readonly #masker: Masker;
  readonly #broken = new AbortController();
  #seq = 0;
  #listener: ((event: RunEvent) => void) | undefined;

  constructor(run: string, sink: EventSink, masker: Masker, clock: Clock) {
    this.#run = run;
    this.#sink = sink;
    this.#masker = masker;
    this.clock = clock;
  }

  /** Aborts with the sink's error when an event could not be kept. */
  get broken(): AbortSignal {
    return this.#broken.signal;
  }

  /** Whoever must know everything as it is, secrets too, and keeps it to itself. */
  listen(listener: (event: RunEvent) => void): void {
    this.#listener = listener;
  }

  /** Never throws: a sink that fails is told by `broken`. */
  emit<T extends EventType>(type: T, facts: Facts<T>, parent?: string): void {
    const mono = this.clock.mono();
    this.#seq += 1;
    try {
      this.#sink.append(this.#event(type, facts, this.#masker, mono, parent));
    } catch (error) {
      this.#broken.abort(error);
    }
    this.#listener?.(this.#event(type, facts, nothing, mono, parent));
  }

  /** An event that is told to nobody: what it would be if it happened now. */
  imagine<T extends EventType>(type: T, facts: Facts<T>): RunEvent {
    return this.#event(type, facts, nothing, this.clock.mono());
  }

  #event<T extends EventType>(
    type: T,
    facts: Facts<T>,
    masker: Masker,
    mono: number,
    parent?: string,
  ): RunEvent {
    const floats: string[] = [];
    const payload = maskPayload(facts, masker, floats);
    return {
      v: EVENT_VERSION,
      seq: this.#seq,
      run: this.#run,
      ...(parent === undefined ? {} : { parent }),
      type,
      at: this.clock.at(mono),
      mono,
      ...payload,
      ...(floats.length === 0 ? {} : { floats }),
    } as unknown as RunEvent;
  }

  /** A line of the log. */
  readonly log = (level: EventPayloads['log']['level'], text: string): void => {
    this.emit('log', { level, text });
  };
}
