/** Chances from a seed: the same seed draws the same. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 to below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** True as often as the chance, 0 to 1, says. */
  chance(chance: number): boolean {
    return this.next() < chance;
  }

  /** A whole number from the first to the last, both included. */
  from(first: number, last: number): number {
    return first + Math.floor(this.next() * (last - first + 1));
  }

  /** One of some things. */
  one<T>(things: readonly [T, ...T[]]): T {
    return things[this.from(0, things.length - 1)] ?? things[0];
  }

  /** Calls one of some makers, the heavier ones more often. */
  weighed<T>(makers: readonly [number, () => T][]): T {
    let left = this.next() * makers.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, make] of makers) {
      left -= weight;
      if (left < 0) {
        return make();
      }
    }
    throw new RangeError('nothing to draw from');
  }

  /** As many as drawn from the range, each made by itself. */
  some<T>(first: number, last: number, make: (at: number) => T): T[] {
    return Array.from({ length: this.from(first, last) }, (_, at) => make(at));
  }
}
