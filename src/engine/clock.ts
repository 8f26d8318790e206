/** Tells when things happen in one run. */
export interface Clock {
  /** Milliseconds since the run started, with microseconds; never goes back. */
  mono(): number;
  /** The wall clock at a monotonic moment: UTC, ISO 8601, microseconds, no zone. */
  at(mono: number): string;
}

/** What a clock reads; replaced in tests. */
export interface TimeSource {
  /** Monotonic milliseconds from any moment on. */
  monotonic(): number;
  /** Milliseconds since 1970 by the wall clock. */
  wall(): number;
}

const systemTime: TimeSource = {
  // Not `performance`, whose first use loads more than a small run takes.
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
  wall: () => Date.now(),
};

/** Milliseconds by which the wall clock may differ before it is read anew: it may be set meanwhile. */
const driftAllowed = 1000;

/** A clock that starts now. */
export function startClock(time: TimeSource = systemTime): Clock {
  const start = time.monotonic();
  let origin = time.wall();
  let second = Number.NaN;
  let prefix = '';
  return {
    mono: () => Math.round((time.monotonic() - start) * 1000) / 1000,
    at(mono) {
      const now = time.monotonic() - start;
      const wall = time.wall();
      if (Math.abs(wall - (origin + now)) > driftAllowed) {
        origin = wall - now;
      }
      const micros = Math.round((origin + mono) * 1000);
      const whole = Math.floor(micros / 1e6);
      // Writing out a date is the costly part, and most events fall into the same second.
      if (whole !== second) {
        second = whole;
        prefix = new Date(whole * 1000).toISOString().slice(0, 20);
      }
      return prefix + String(micros - whole * 1e6).padStart(6, '0');
    },
  };
}
