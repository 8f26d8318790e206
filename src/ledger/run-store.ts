import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../messages/error.ts';
import { lockExists, lockHolder, takeLock } from '../platform/lock.ts';
import type { Platform } from '../platform/platform.ts';
import { readLedger } from './ledger.ts';
import { owedEntries } from './owed.ts';
import { isRunId, newRunId } from './run-id.ts';
import { stateFolderVariable } from './state-folder.ts';

/** Runs that are kept; older ones that have ended and owe nothing are removed. */
const keptRuns = 200;

/** Runs beyond them that are looked at each time. */
const lookedAt = 25;

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

/**
 * Makes the folder of a new run, with a lock that names this process.
 * @throws HumanError `workbench.run-folder` when the state folder can't be used
 */
export async function createRun(stateFolder: string, platform: Platform): Promise<RunFolder> {
  const id = newRunId();
  const folder = runFolder(stateFolder, id);
  try {
    await mkdir(folder.path, { recursive: true, mode: 0o700 });
    await takeLock(folder.file('lock'), platform);
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

/** Ids of the runs that hold a lock: they go on, or their process has died. */
export async function lockedRuns(stateFolder: string): Promise<string[]> {
  const ids = await listRuns(stateFolder);
  const locked = await Promise.all(
    ids.map((id) => lockExists(runFolder(stateFolder, id).file('lock'))),
  );
  return ids.filter((_, index) => locked[index]);
}

/** Whether the process that started a run is still there. */
export async function isRunning(folder: RunFolder, platform: Platform): Promise<boolean> {
  return (await lockHolder(folder.file('lock'), platform)) !== undefined;
}

/**
 * What is known of a run's process. `crashed`: it is gone, and the run had not come to its end; another
 * window's run that goes on is `running`.
 */
export type RunState = 'running' | 'crashed' | 'ended';

/** Whether a run goes on, was cut off with its process, or has ended. */
export async function runState(folder: RunFolder, platform: Platform): Promise<RunState> {
  if (!(await lockExists(folder.file('lock')))) {
    return 'ended';
  }
  return (await isRunning(folder, platform)) ? 'running' : 'crashed';
}

/**
 * Removes the oldest runs beyond `kept`. A run that is going on, or whose ledger holds something
 * that is still to be put back, stays; there may be many of these, and to look at all of them would
 * slow every run, so some are looked at by chance. Failures are left for the next time.
 */
export async function pruneRuns(
  stateFolder: string,
  platform: Platform,
  kept: number = keptRuns,
): Promise<void> {
  const old = (await listRuns(stateFolder)).slice(kept);
  const start = Math.floor(Math.random() * old.length);
  for (const id of [...old.slice(start), ...old.slice(0, start)].slice(0, lookedAt)) {
    const folder = runFolder(stateFolder, id);
    const owed = await readLedger(folder.path).then(owedEntries, () => 'unreadable');
    if (owed.length === 0 && !(await isRunning(folder, platform))) {
      await rm(folder.path, { recursive: true, force: true }).catch(() => {});
    }
  }
}
