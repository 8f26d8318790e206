import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventsFile } from '../../src/engine/events-file.ts';
import type { NativeProvider } from '../../src/engine/native.ts';
import { run } from '../../src/engine/run.ts';
import type { JsonObject } from '../../src/experiment/json.ts';
import { nodePlatform } from '../../src/platform/platform.ts';
import { nativeOf, probe } from './native.ts';
import { median } from './process.ts';

/** Activities of one measured run. */
const activities = 2000;

/** Runs an experiment with an events file on disk, as the command line does. */
export async function runInProcess(
  experiment: JsonObject,
  native: NativeProvider,
  options: Parameters<typeof run>[0]['options'] = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const sink = new EventsFile(join(folder, 'events.jsonl'));
  try {
    await run({
      runId: 'bench',
      experiment,
      floats: new Set(),
      options,
      environment: {},
      cwd: folder,
      platform: nodePlatform(),
      native,
      sink,
      stop: new AbortController().signal,
      kill: new AbortController().signal,
    });
  } finally {
    sink.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds that the engine itself takes for one activity that does nothing. */
export async function overheadPerActivity(): Promise<number> {
  const experiment = {
    title: 'many',
    description: 'many activities',
    method: Array.from({ length: activities }, (_, index) => probe(`p${index}`)),
  };
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    await runInProcess(
      experiment,
      nativeOf(() => true),
    );
    times.push((performance.now() - start) / 1000 / activities);
  }
  return median(times);
}
