/** How late a timer of this event loop fires: as long as whatever else waits. */
export class Lateness {
  readonly #late: number[] = [];
  readonly #timer: NodeJS.Timeout;

  /** @param every milliseconds between two looks */
  constructor(every = 2) {
    let due = performance.now() + every;
    this.#timer = setInterval(() => {
      const now = performance.now();
      this.#late.push(Math.max(0, now - due));
      due = now + every;
    }, every);
  }

  /** Ends it; milliseconds that the given share of looks did not exceed. */
  end(share: number): number {
    clearInterval(this.#timer);
    const sorted = this.#late.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  }
}
