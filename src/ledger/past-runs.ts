import { rm } from 'node:fs/promises';
import { HumanError } from '../messages/error.ts';
import type { Platform } from '../platform/platform.ts';
import { readLedger } from './ledger.ts';
import { owedEntries } from './owed.ts';
import { headOf, tailOf } from './run-ends.ts';
import { isRunId } from './run-id.ts';
import {
  isRunning,
  listRuns,
  type RunFolder,
  type RunState,
  runFolder,
  runState,
} from './run-store.ts';

/** A run of the state folder, as a list shows it. Plain data. */
export interface PastRun {
  id: string;
  /** ISO 8601, when it started. */
  at: string;
  /** Of the experiment; empty where its record begins too late. */
  title: string;
  source?: string;
  /** Absolute path of the experiment, of one that was a file. */
  file?: string;
  dry?: string;
  state: RunState;
  /** Of one that came to its end. */
  status?: string;
  deviated: boolean;
  /** Seconds. */
  duration?: number;
  /** Changes that are still to be put back. */
  owed: number;
}

/** Runs that are looked into at a time. */
const together = 16;

/** All runs of the state folder, newest first, of every window and of the command line. */
export async function pastRuns(stateFolder: string, platform: Platform): Promise<PastRun[]> {
  const ids = await listRuns(stateFolder);
  const runs: PastRun[] = [];
  for (let at = 0; at < ids.length; at += together) {
    const some = ids.slice(at, at + together).map((id) => runFolder(stateFolder, id));
    runs.push(...(await Promise.all(some.map((folder) => describe(folder, platform)))));
  }
  return runs;
}

/** The latest run of the same experiment before a run, that came to its end. */
export function previousOf(runs: readonly PastRun[], id: string): PastRun | undefined {
  const run = runs.find((other) => other.id === id);
  return run === undefined
    ? undefined
    : runs
        .filter((other) => other.id < id && other.status !== undefined)
        .filter(({ title, source }) => title === run.title && source === run.source)
        .sort((a, b) => b.id.localeCompare(a.id))[0];
}

/**
 * Removes runs from the state folder, with what they still owe.
 * @throws HumanError `editor.history.running` before anything is removed, when one of them goes on
 */
export async function deleteRuns(
  stateFolder: string,
  platform: Platform,
  ids: readonly string[],
): Promise<void> {
  const folders = ids.filter(isRunId).map((id) => runFolder(stateFolder, id));
  for (const folder of folders) {
    if (await isRunning(folder, platform)) {
      const { title } = await headOf(folder);
      throw new HumanError('editor.history.running', { title: title || folder.id });
    }
  }
  for (const { path } of folders) {
    await rm(path, { recursive: true, force: true });
  }
}

async function describe(folder: RunFolder, platform: Platform): Promise<PastRun> {
  const [head, tail, state, owed] = await Promise.all([
    headOf(folder),
    tailOf(folder),
    runState(folder, platform),
    readLedger(folder.path).then(owedEntries, () => []),
  ]);
  return {
    id: folder.id,
    deviated: false,
    ...head,
    at: head.at === undefined ? timeOf(folder.id) : `${head.at}Z`,
    ...tail,
    state: tail === undefined && state === 'ended' ? 'crashed' : state,
    owed: owed.length,
  };
}

/** `2026-11-23T22:45:12Z` of `20261123T224512Z-3f9a1c42`. */
function timeOf(id: string): string {
  return id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z');
}
