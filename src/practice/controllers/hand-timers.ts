import type { Timers } from './kit/timers.ts';

/** Timers that run only when a test says so, and the clock with them. */
export class HandTimers implements Timers {
  /** Milliseconds since 1970. */
  now: number;
  #waiting: { due: number; run: () => void }[] = [];

  constructor(now: number) {
    this.now = now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const entry = { due: this.now + milliseconds, run };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((one) => one !== entry);
    };
  }

  /** Runs what is due, and what that makes due, until nothing is. */
  settle(): void {
    for (let turns = 0; turns < 100_000; turns++) {
      const next = this.#waiting.find(({ due }) => due <= this.now);
      if (next === undefined) {
        return;
      }
      this.#waiting = this.#waiting.filter((one) => one !== next);
      next.run();
    }
    throw new Error('It never settles: something is done over and over again.');
  }

  /** Lets time pass, from one thing that is due to the next. */
  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    this.settle();
    for (;;) {
      const due = Math.min(end, ...this.#waiting.map((one) => one.due));
      this.now = Math.max(this.now, due);
      this.settle();
      if (this.now >= end) {
        return;
      }
    }
  }

  /** The clock jumps, as after a sleep: what was to happen in between happens now. */
  jump(milliseconds: number): void {
    this.now += milliseconds;
    this.settle();
  }
}
