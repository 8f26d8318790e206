import type { RunEvent } from '../engine/events.ts';
import type { RunView } from '../engine/view.ts';
import type { Json } from '../experiment/json.ts';
import { diff } from './patch.ts';
import type { Progress } from './protocol.ts';

/** Milliseconds between two messages: ten a second are enough for eyes. */
const interval = 100;

/** Lines of the log in one message; of a flood the newest are kept. */
const mostLines = 500;

/** Folds one event into a view, without changing the view it is given. */
export type Fold = (view: RunView | undefined, event: RunEvent) => RunView | undefined;

/**
 * Turns a run's events into few messages: the whole view first, then what differs. Its size does not
 * grow with the number of events, whatever the run does in a tenth of a second.
 */
export class RunStream {
  readonly #handle: string;
  readonly #fold: Fold;
  readonly #line: (event: RunEvent<'log'>) => string;
  readonly #send: (progress: Progress) => void;
  #view: RunView | undefined;
  #sent: RunView | undefined;
  #log: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param fold the reducer
   * @param line puts an event of the log into `chaos`'s form
   */
  constructor(
    handle: string,
    fold: Fold,
    line: (event: RunEvent<'log'>) => string,
    send: (progress: Progress) => void,
  ) {
    this.#handle = handle;
    this.#fold = fold;
    this.#line = line;
    this.#send = send;
  }

  add(event: RunEvent): void {
    this.#view = this.#fold(this.#view, event);
    // As `chaos` without --verbose; the events file has the rest.
    if (event.type === 'log' && event.level !== 'DEBUG') {
      this.#log.push(this.#line(event));
      if (this.#log.length > 2 * mostLines) {
        this.#log.splice(0, mostLines);
      }
    }
    this.#timer ??= setTimeout(() => this.flush(), interval);
  }

  /** Sends what waits, at once. Before the run has started there is no view to show. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const view = this.#view;
    const log = this.#log.slice(-mostLines);
    this.#log = [];
    const head = { handle: this.#handle, log };
    if (view === undefined || view.run === '') {
      if (log.length > 0) {
        this.#send(head);
      }
      return;
    }
    if (this.#sent === undefined) {
      this.#send({ ...head, view });
    } else {
      const patch = diff(asJson(this.#sent), asJson(view));
      if (patch.length > 0 || log.length > 0) {
        this.#send({ ...head, patch });
      }
    }
    this.#sent = view;
  }
}

/** A view is plain data: its interface only lacks the index signature that says so. */
function asJson(view: RunView): Json {
  return view as unknown as Json;
}
