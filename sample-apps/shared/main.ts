import { hostname } from 'node:os';
import { ConfigError, type Environment, readNumber, readPort } from './config.ts';
import { createLog, type Log } from './log.ts';
import { type Route, startService } from './server.ts';

/** What an app is made from. */
export interface AppContext {
  env: Environment;
  log: Log;
  /** Name of the pod it runs in; the host's outside a cluster. */
  pod: string;
}

/** Makes the routes of an app from its configuration; throws a ConfigError. */
export type App = (context: AppContext) => Record<string, Route>;

/** Milliseconds a stopping service still answers if DRAIN_MS does not say otherwise. */
const defaultDrain = 1_000;

/**
 * Runs an app as a process: configuration from the environment (PORT, POD_NAME, DRAIN_MS and the
 * app's own), until SIGTERM or SIGINT. Exit code 0 after a graceful stop, so that Kubernetes does
 * not count the pod as failed; 1 if it could not start.
 */
export async function runApp(name: string, defaultPort: number, app: App): Promise<void> {
  const { env } = process;
  const pod = env['POD_NAME'] || hostname();
  const log = createLog(name, pod);
  // Before it listens: who sees it listen may end it at once.
  const ended = Promise.withResolvers<void>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => ended.resolve());
  }
  try {
    const service = await startService({
      port: readPort(env, 'PORT', defaultPort),
      drain: readNumber(env, 'DRAIN_MS', defaultDrain, { min: 0, max: 60_000 }),
      routes: app({ env, log, pod }),
      log,
    });
    void ended.promise.then(() => service.stop()).then(() => process.exit(0));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.error(error instanceof ConfigError ? 'configuration' : 'not-started', { reason });
    process.exitCode = 1;
  }
}
