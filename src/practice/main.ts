/**
 * The practice cluster's process: `practice.js STATE-FOLDER VERSION`. Says in one line of JSON on its
 * standard output whether it is ready, and goes on until nobody uses it.
 */
import { join } from 'node:path';
import { nodePlatform } from '../platform/platform.ts';
import { type Report, servePractice } from './lifetime/serve.ts';

const [state = '', version = ''] = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stop.abort());
}
// Whoever started it does not read on when it knows enough.
process.stdout.on('error', () => undefined);

await servePractice(
  {
    platform: nodePlatform(),
    state,
    version,
    parts: {
      samples: join(import.meta.dirname, 'samples'),
      shim: join(import.meta.dirname, 'practice-shim.cjs'),
      guard: join(import.meta.dirname, 'practice-guard.js'),
    },
    stop: stop.signal,
  },
  (report: Report) => process.stdout.write(`${JSON.stringify(report)}\n`),
);
process.exit();
