import CircuitBreaker from 'opossum';
import type { Log } from '../../shared/log.ts';

/** What the breaker allows. */
export interface BreakerOptions {
  /** Milliseconds in which calls count. */
  window: number;
  /** Milliseconds it stays open before it lets one call through. */
  reset: number;
}

/** Calls in the window before it may open. */
const volume = 10;

/**
 * Per cent of failures that must be exceeded. opossum opens *above* its threshold, so 79 opens at
 * 8 failures of 10 calls.
 */
const threshold = 79;

/** The breaker's state as `/healthz` shows it. */
export interface BreakerState {
  name: string;
  state: 'closed' | 'open' | 'halfOpen';
  /** Counts in the window. */
  stats: { fires: number; successes: number; failures: number; rejects: number; fallbacks: number };
}

/** A call that is cut off after too many failures, with something to say instead. */
export interface Breaker {
  /** The call's answer, or the fallback: never rejects because of the call. */
  call(): Promise<string>;
  state(): BreakerState;
  /** Ends its timers. */
  close(): void;
}

/**
 * The breaker `frontbreaker` around a call. It logs `breaker-open`, `breaker-half-open` and
 * `breaker-close`, and `breaker-short-circuit` for each call that it answers without asking.
 *
 * The call brings its own time limit; a second one in the breaker would leave calls running behind
 * its back.
 */
export function createBreaker(
  call: () => Promise<string>,
  fallback: string,
  options: BreakerOptions,
  log: Log,
): Breaker {
  const breaker = new CircuitBreaker<[], string>(call, {
    name: 'frontbreaker',
    timeout: false,
    volumeThreshold: volume,
    errorThresholdPercentage: threshold,
    rollingCountTimeout: options.window,
    resetTimeout: options.reset,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
  });
  const name = breaker.name;
  breaker.fallback(() => fallback);
  breaker.on('failure', (error) => log.warn('backend-failed', { reason: error.message }));
  breaker.on('open', () => log.warn('breaker-open', { breaker: name, reset: options.reset }));
  breaker.on('halfOpen', () => log.info('breaker-half-open', { breaker: name }));
  breaker.on('close', () => log.info('breaker-close', { breaker: name }));
  breaker.on('reject', () => log.info('breaker-short-circuit', { breaker: name }));

  return {
    call: () => breaker.fire(),
    state() {
      const { fires, successes, failures, rejects, fallbacks } = breaker.stats;
      const open = breaker.opened ? 'open' : 'closed';
      return {
        name,
        state: breaker.halfOpen ? 'halfOpen' : open,
        stats: { fires, successes, failures, rejects, fallbacks },
      };
    },
    close: () => breaker.shutdown(),
  };
}
