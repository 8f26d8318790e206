/** How controllers wait. Tests bring their own, and with it the clock. */
export interface Timers {
  /**
   * Calls back later, once.
   * @param milliseconds 0: as soon as what is at hand has been done
   * @returns ends it
   */
  after(milliseconds: number, run: () => void): () => void;
}

/** The timers of the process. */
export const processTimers: Timers = {
  after(milliseconds, run) {
    if (milliseconds <= 0) {
      const immediate = setImmediate(run);
      return () => clearImmediate(immediate);
    }
    const timeout = setTimeout(run, milliseconds);
    return () => clearTimeout(timeout);
  },
};
