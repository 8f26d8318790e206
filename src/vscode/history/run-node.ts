import type { PastRun } from '../../ledger/past-runs.ts';

/** A row of the view: a run, with the address of its experiment where that is known. */
export interface RunNode {
  runId: string;
  uri?: string;
  run: PastRun;
}
