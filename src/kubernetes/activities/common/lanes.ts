/** Most of one activity that are in a lane at the same time. */
const width = 8;

/** Lets a few at a time into a section of work that they may leave and enter again. */
export class Lanes {
  #free = width;
  readonly #waiting: (() => void)[] = [];

  /** Does the work in a lane, as soon as one is free. */
  async inside<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** For one that is in a lane: leaves it to others while the work lasts. */
  async outside<T>(work: () => Promise<T>): Promise<T> {
    this.#leave();
    try {
      return await work();
    } finally {
      await this.#enter();
    }
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
    } else {
      await new Promise<void>((enter) => this.#waiting.push(enter));
    }
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#free += 1;
    } else {
      next();
    }
  }
}
