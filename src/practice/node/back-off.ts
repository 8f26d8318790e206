const first = 10_000;
const longest = 300_000;
/** A container that ran so long starts anew. */
const wellBehaved = 600_000;

/** How long a container that ended waits before it starts again: not at all, 10 s, 20 s, … 5 min. */
export class BackOff {
  #next = 0;

  /**
   * The milliseconds to wait after an end.
   * @param ran milliseconds for which it ran
   */
  after(ran: number): number {
    const wait = ran >= wellBehaved ? 0 : this.#next;
    this.#next = wait === 0 ? first : Math.min(longest, wait * 2);
    return wait;
  }
}
