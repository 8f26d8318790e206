import type { Platform } from '../platform/platform.ts';
import { readLedger } from './ledger.ts';
import { owedEntries } from './owed.ts';
import type { LedgerEntry, LedgerPlace } from './record.ts';
import { headOf } from './run-ends.ts';
import { listRuns, type RunFolder, type RunState, runFolder, runState } from './run-store.ts';

/** One change that is still to be put back. */
export interface OwedChange {
  kind: string;
  namespace?: string;
  name: string;
  /** `module.func` of the activity that made it. */
  activity: string;
  grade: string;
}

/** A run that has left something. Plain data. */
export interface OwedRun {
  id: string;
  /** ISO 8601. */
  at: string;
  /** Of the experiment; empty where its record begins too late. */
  title: string;
  source?: string;
  state: RunState;
  /** Where it was; more than one where activities have secrets of their own. */
  places: LedgerPlace[];
  changes: OwedChange[];
}

/** Runs that have left something to put back, newest first. */
export async function owedRuns(stateFolder: string, platform: Platform): Promise<OwedRun[]> {
  const runs: OwedRun[] = [];
  for (const id of await listRuns(stateFolder)) {
    const folder = runFolder(stateFolder, id);
    const owed = await readLedger(folder.path).then(owedEntries, () => []);
    if (owed.length > 0) {
      runs.push(await describeRun(folder, owed, platform));
    }
  }
  return runs;
}

/** The changes of some mutations, for people. */
export function changesOf(entries: readonly LedgerEntry[]): OwedChange[] {
  return entries.map(({ target, activity, undo }) => ({
    kind: String(target['kind']),
    name: String(target['name']),
    ...(typeof target['namespace'] === 'string' && { namespace: target['namespace'] }),
    activity,
    grade: String(undo['grade']),
  }));
}

async function describeRun(
  folder: RunFolder,
  owed: readonly LedgerEntry[],
  platform: Platform,
): Promise<OwedRun> {
  const head = await headOf(folder);
  const places = new Map(owed.map(({ cluster, place }) => [cluster, place]));
  return {
    id: folder.id,
    at: owed[0]?.at ?? '',
    title: head.title,
    ...(head.source !== undefined && { source: head.source }),
    state: await runState(folder, platform),
    places: [...places.values()],
    changes: changesOf(owed),
  };
}
