import { copyOf } from '../python/copy.ts';
import { PyFloat, type PyObject, type PyValue } from '../python/value.ts';
import type { RunContext } from '../run-context.ts';
import type { LiveJournal, StateOf } from './live-journal.ts';
import type { SharedPython } from './shared-python.ts';

/**
 * What a handler is told: an object that is shared with controls, the journal so far, a part of
 * the experiment, what came of something, or any other value.
 */
export type Argument =
  | 'experiment'
  | 'configuration'
  | 'secrets'
  | 'settings'
  | 'journal'
  | 'schedule'
  | { readonly pointer: string }
  | { readonly state: StateOf }
  | { readonly error: string }
  | { readonly value: PyValue };

/** An event of `chaoslib.run.RunEventHandler`. */
export interface HandlerEvent {
  readonly name: string;
  readonly arguments: readonly Argument[];
  /** Beside others, as the hypothesis that is watched. */
  readonly thread?: boolean;
}

/** Seconds between two checks where nobody says otherwise. */
const defaultFrequency = 1;

/** Handlers that controls have registered when they were configured. */
export class Handlers {
  readonly #run: RunContext;
  readonly #python: SharedPython;
  readonly #journal: LiveJournal;

  constructor(run: RunContext, python: SharedPython, journal: LiveJournal) {
    this.#run = run;
    this.#python = python;
    this.#journal = journal;
  }

  /**
   * Tells all handlers of an event, in the order in which they were registered. What one raises is
   * a line in the log.
   * @throws Interrupted when one wants the process to end
   */
  async tell({ name, arguments: given, thread = false }: HandlerEvent, signal: AbortSignal) {
    if (!this.#python.listens) {
      return;
    }
    const question = {
      op: 'event',
      event: name,
      arguments: given.map((each) => this.#told(each)),
      ...(given.includes('journal') ? { journal: this.#now() } : {}),
    };
    await this.#python.ask(question, { signal, thread });
  }

  #told(argument: Argument): PyObject {
    if (argument === 'schedule') {
      return { schedule: this.#schedule() };
    }
    if (typeof argument === 'string') {
      return { shared: argument };
    }
    return 'state' in argument
      ? { value: this.#journal.read(argument.state) }
      : (argument as PyObject);
  }

  #schedule(): PyObject {
    const { hypothesisFrequency = defaultFrequency, failFast = false } = this.#run.request.options;
    return {
      continuous_hypothesis_frequency: new PyFloat(hypothesisFrequency),
      fail_fast: failFast,
      fail_fast_ratio: 0,
    };
  }

  #now(): PyValue {
    const { status, deviated } = this.#run.state;
    return copyOf(this.#journal.soFar(status ?? null, deviated));
  }
}
