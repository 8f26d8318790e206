import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../messages/error.ts';
import type { Platform } from '../platform/platform.ts';
import { isRunId, newRunId } from './run-id.ts';
import { stateFolderVariable } from './state-folder.ts';

/** Runs that are kept; older ones that have ended and owe nothing are removed. */
const keptRuns = 200;

/** Names of the files in a run's folder. */
export const runFiles = {
  events: 'events.jsonl',
  ledger: 'ledger.jsonl',
  journal: 'journal.json',
  lock: 'lock.json',
} as const;

/** A run's folder in the state folder. */
export interface RunFolder {
  id: string;
  path: string;
  file(name: keyof typeof runFiles): string;
  /** Says that the run has ended: its lock is gone. */
  release(): Promise<void>;
}

/** Who holds a run: a process id alone may have been given to another process since. */
interface Lock {
  pid: number;
  /** As the platform tells it; null where it can't. */
  startedAt: string | null;
}

/**
 * Makes the folder of a new run, with a lock that names this process.
 * @throws HumanError `workbench.run-folder` when the state folder can't be used
 */
export async function createRun(stateFolder: string, platform: Platform): Promise<RunFolder> {
  const id = newRunId();
  const folder = runFolder(stateFolder, id);
  try {
    await mkdir(folder.path, { recursive: true, mode: 0o700 });
    const lock: Lock = {
      pid: platform.pid,
      startedAt: await platform.processStartTime(platform.pid),
    };
    const file = await open(folder.file('lock'), 'wx', 0o600);
    await file.writeFile(JSON.stringify(lock)).finally(() => file.close());
  } catch (error) {
    await rm(folder.path, { recursive: true, force: true }).catch(() => {});
    throw new HumanError(
      'workbench.run-folder',
      { path: folder.path, reason: (error as Error).message, variable: stateFolderVariable },
      { cause: error },
    );
  }
  return folder;
}

/** The folder of a run, whether it exists or not. */
export function runFolder(stateFolder: string, id: string): RunFolder {
  const path = join(stateFolder, 'runs', id);
  return {
    id,
    path,
    file: (name) => join(path, runFiles[name]),
    release: () => rm(join(path, runFiles.lock), { force: true }),
  };
}

/** Ids of all runs, newest first. */
export async function listRuns(stateFolder: string): Promise<string[]> {
  const names = await readdir(join(stateFolder, 'runs')).catch(() => []);
  return names.filter(isRunId).sort().reverse();
}

/** Whether the process that started a run is still there. */
export async function isRunning(folder: RunFolder, platform: Platform): Promise<boolean> {
  let lock: Lock;
  try {
    lock = JSON.parse(await readFile(folder.file('lock'), 'utf8'));
  } catch {
    return false;
  }
  const startedAt = await platform.processStartTime(lock.pid);
  return startedAt !== null && (lock.startedAt === null || lock.startedAt === startedAt);
}

/**
 * Removes the oldest runs beyond `kept`. A run that is going on, or whose ledger holds something
 * that was not undone, stays. Failures are left for the next time.
 */
export async function pruneRuns(
  stateFolder: string,
  platform: Platform,
  kept: number = keptRuns,
): Promise<void> {
  for (const id of (await listRuns(stateFolder)).slice(kept)) {
    const folder = runFolder(stateFolder, id);
    const ledger = await readFile(folder.file('ledger'), 'utf8').catch(() => '');
    if (ledger === '' && !(await isRunning(folder, platform))) {
      await rm(folder.path, { recursive: true, force: true }).catch(() => {});
    }
  }
}
