import { ApiError } from '../../api/status.ts';
import type { Timers } from './timers.ts';

/** What a queue needs. */
export interface QueueContext {
  timers: Timers;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told of a failure that is no ordinary refusal, once for each row of failures of a key. */
  onProblem: (error: unknown, where: string) => void;
}

/** Keys that are worked off in one turn of the event loop, so that requests get their turn too. */
const turn = 20;

/** Milliseconds before a key that failed is tried again: doubled each time, from the first to the last. */
const firstRetry = 5;
const lastRetry = 30_000;

/**
 * A timer never runs longer than this. So a wait that spans a sleep of the laptop ends soon after it,
 * and no wait is too long for the timers of Node.
 */
const longestTimer = 30_000;

interface Wait {
  /** Milliseconds since 1970. */
  due: number;
  end: () => void;
}

/**
 * Keys of objects that a controller has to look at. A key is in it once, however often it was added
 * since it was last worked on; a key that fails is tried again later and stops no other.
 */
export class WorkQueue {
  readonly #name: string;
  readonly #context: QueueContext;
  readonly #reconcile: (key: string) => void;
  readonly #ready = new Set<string>();
  readonly #waits = new Map<string, Wait>();
  readonly #failures = new Map<string, number>();
  readonly #pace: (key: string) => number;
  /** Until when a key rests, in milliseconds since 1970. */
  readonly #rests = new Map<string, number>();
  #endTurn: (() => void) | undefined;
  #closed = false;

  /**
   * @param reconcile makes the object of a key what it should be; whatever it throws is tried again
   * @param pace milliseconds that a key rests after each look, for objects at which a look is costly
   */
  constructor(
    name: string,
    context: QueueContext,
    reconcile: (key: string) => void,
    pace: (key: string) => number = () => 0,
  ) {
    this.#name = name;
    this.#context = context;
    this.#reconcile = reconcile;
    this.#pace = pace;
  }

  add(key: string): void {
    const until = this.#rests.get(key) ?? 0;
    const rest = Math.min(until - this.#context.now(), this.#pace(key));
    if (rest > 0) {
      this.addAfter(key, rest);
    } else if (!this.#closed) {
      this.#ready.add(key);
      this.#plan();
    }
  }

  /** Adds a key later; of several times for one key the earliest holds. */
  addAfter(key: string, milliseconds: number): void {
    const due = this.#context.now() + milliseconds;
    const known = this.#waits.get(key);
    if (this.#closed || (known !== undefined && known.due <= due)) {
      return;
    }
    known?.end();
    this.#wait(key, due);
  }

  /** Nothing is worked on any more. */
  close(): void {
    this.#closed = true;
    this.#endTurn?.();
    for (const { end } of this.#waits.values()) {
      end();
    }
    this.#waits.clear();
    this.#ready.clear();
  }

  #wait(key: string, due: number): void {
    const left = Math.max(1, due - this.#context.now());
    const end = this.#context.timers.after(Math.min(left, longestTimer), () => {
      if (this.#context.now() < due) {
        this.#wait(key, due);
      } else {
        this.#waits.delete(key);
        this.add(key);
      }
    });
    this.#waits.set(key, { due, end });
  }

  #plan(): void {
    this.#endTurn ??= this.#context.timers.after(0, () => {
      this.#endTurn = undefined;
      this.#work();
    });
  }

  #work(): void {
    const keys = [...this.#ready].slice(0, turn);
    for (const key of keys) {
      this.#ready.delete(key);
      this.#try(key);
    }
    if (this.#ready.size > 0) {
      this.#plan();
    }
  }

  #try(key: string): void {
    try {
      this.#reconcile(key);
      this.#failures.delete(key);
      this.#rest(key);
    } catch (error) {
      const count = this.#failures.get(key) ?? 0;
      this.#failures.set(key, count + 1);
      if (count === 0 && !(error instanceof ApiError)) {
        this.#context.onProblem(error, `${this.#name} ${key}`);
      }
      this.addAfter(key, Math.min(firstRetry * 2 ** count, lastRetry));
    }
  }

  #rest(key: string): void {
    const pace = this.#pace(key);
    if (pace > 0) {
      this.#rests.set(key, this.#context.now() + pace);
    } else {
      this.#rests.delete(key);
    }
  }
}
