#!/usr/bin/env node
/**
 * Stands in for VS Code's executable where no desktop one can be had: takes its arguments, opens
 * VS Code's server in Chromium and ends with the exit code of the extension tests.
 */
import { parseHostArguments } from './arguments.ts';
import { openWorkbench } from './workbench.ts';

const workbench = await openWorkbench({
  ...parseHostArguments(process.argv.slice(2)),
  settings: JSON.parse(process.env['CHAOS_WORKBENCH_HOST_SETTINGS'] ?? '{}'),
});
const interrupted = new Promise<number>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => resolve(130));
  }
});
process.exitCode = await Promise.race([workbench.exited, interrupted]);
await workbench.close();
