import { backendOf } from '../../shared/backend-client.ts';
import { readMilliseconds } from '../../shared/config.ts';
import type { App } from '../../shared/main.ts';
import { createBreaker } from './breaker.ts';

/** Where the frontend listens, unless PORT says otherwise. */
export const port = 8080;

/** What it says in the backend's absence. */
export const fallback = "Sorry...I'm frontend.";

/**
 * Milliseconds of the breaker's window and of its reset, unless BREAKER_WINDOW_MS and
 * BREAKER_RESET_MS say otherwise. Equal, so that the failures which opened the breaker are out of
 * the window when it closes, and one more does not open it again.
 */
const defaultWindow = 10_000;

/** The frontend with a circuit breaker: it answers whether or not the backend does. */
export const frontend: App = (context) => {
  const { env, log } = context;
  const options = {
    window: readMilliseconds(env, 'BREAKER_WINDOW_MS', defaultWindow),
    reset: readMilliseconds(env, 'BREAKER_RESET_MS', defaultWindow),
  };
  const breaker = createBreaker(backendOf(context), fallback, options, log);
  return {
    '/': async () => ({ status: 200, body: await breaker.call() }),
    '/healthz': () => ({ status: 200, body: { status: 'ok', breaker: breaker.state() } }),
  };
};
