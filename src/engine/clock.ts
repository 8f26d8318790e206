/** Tells when things happen in one run. */
export interface Clock {
  /** Milliseconds since the run started, with microseconds; never goes back. */
  mono(): number;
  /** The wall clock at a monotonic moment: UTC, ISO 8601, microseconds, no zone. */
  at(mono: number): string;
}

/** The wall clock may be set while a run goes on; then it is read anew. */
const driftAllowed = 1000;

/** A clock that starts now. */
export function startClock(): Clock {
  const start = performance.now();
  let origin = performance.timeOrigin + start;
  return {
    mono: () => Math.round((performance.now() - start) * 1000) / 1000,
    at(mono) {
      const now = performance.now() - start;
      if (Math.abs(Date.now() - (origin + now)) > driftAllowed) {
        origin = Date.now() - now;
      }
      const micros = Math.round((origin + mono) * 1000);
      const millis = Math.floor(micros / 1000);
      const rest = String(micros - millis * 1000).padStart(3, '0');
      return new Date(millis).toISOString().slice(0, -1) + rest;
    },
  };
}
