import type { Comparison } from '../engine/compare.ts';
import type { PastRun } from '../ledger/past-runs.ts';
import type { RunState } from '../ledger/run-store.ts';

/** Past runs: what the thread offers. None of it asks a cluster. */
export type HistoryMethods = {
  /** All runs of the state folder, newest first. */
  'history.list': (params: Record<string, never>) => Promise<PastRun[]>;
  /** Whether a run goes on, here or elsewhere. */
  'history.state': (params: { runId: string }) => Promise<RunState>;
  /**
   * A run held against another one, by default the one before it of the same experiment; undefined
   * where there is none.
   */
  'history.compare': (params: { runId: string; with?: string }) => Promise<Comparison | undefined>;
  /** Removes runs; refuses all of them when one goes on. */
  'history.delete': (params: { runIds: string[] }) => Promise<void>;
};
