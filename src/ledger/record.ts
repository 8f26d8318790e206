import { isObject, type JsonObject } from '../experiment/json.ts';

/** Raised when a line changes incompatibly; readers pass over lines of a higher one. */
export const LEDGER_VERSION = 1;

/** The way to a cluster that a run took. */
export interface LedgerPlace {
  server: string;
  /** Context of the kubeconfig, where there was one. */
  context?: string;
  /** Paths of the kubeconfig, where it was not the usual one. */
  kubeconfig?: string;
}

/** What is about to be done to one object, with all that is needed to put it back. */
export interface LedgerIntent {
  /** Identity of the cluster, as in `ClusterIdentity.id`. */
  cluster: string;
  /** How the run got there, for people and for who wants to get there again. */
  place: LedgerPlace;
  /** `module.func` of the activity, and its id in the run's events. */
  activity: string;
  activityId: string;
  request: JsonObject;
  target: JsonObject;
  /** Requests that put it back, in order. */
  inverse: JsonObject[];
  /** How far that puts it back, and why no further: an `UndoGrade`. */
  undo: JsonObject;
}

/**
 * What is known about a mutation. `intent`: the program ended before it could write the outcome,
 * so it has to be found out by reading, as with `unknown`. `undone`: nothing is left to put back,
 * whoever did it.
 */
export type LedgerState = 'intent' | 'applied' | 'unknown' | 'failed' | 'undone';

/** A mutation as the ledger tells it. */
export interface LedgerEntry extends LedgerIntent {
  id: string;
  /** ISO 8601. */
  at: string;
  state: LedgerState;
  /** Uid of the object that was created. */
  uid?: string;
}

/** All mutations in the order of their intents. */
export function parseLedger(text: string): LedgerEntry[] {
  const entries = new Map<string, LedgerEntry>();
  for (const line of text.split('\n')) {
    const record = parseLine(line);
    if (record === undefined) {
      continue;
    }
    const id = String(record['id']);
    const known = entries.get(id);
    if (record['state'] === 'intent') {
      entries.set(id, record as unknown as LedgerEntry);
    } else if (known) {
      known.state = record['state'] as LedgerState;
      if (typeof record['uid'] === 'string') {
        known.uid = record['uid'];
      }
    }
  }
  return [...entries.values()];
}

/** A line's object; undefined for one that a crash has cut short. */
function parseLine(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) && value['v'] === LEDGER_VERSION ? value : undefined;
  } catch {
    return undefined;
  }
}
