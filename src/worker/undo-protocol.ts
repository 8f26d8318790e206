import type { ConnectionChoice } from '../kubernetes/consent.ts';
import type { UndoOutcome } from '../kubernetes/undo/undo.ts';
import type { OwedRun } from '../ledger/owed-runs.ts';

/** Undo: what the thread offers. */
export type UndoMethods = {
  /** Runs that have left something to put back, newest first. Asks no cluster. */
  'undo.owed': (params: Record<string, never>) => Promise<OwedRun[]>;
  /**
   * Puts back what a run has changed, or only says what would be done.
   * Refuses when the workspace is not trusted.
   */
  'undo.run': (
    params: {
      runId: string;
      dry: boolean;
      /** Also what somebody else has changed since. */
      force: boolean;
      /** In place of the run's own way to its cluster. */
      connection?: ConnectionChoice;
    },
    signal: AbortSignal,
  ) => Promise<UndoOutcome[]>;
};

/** Undo: what the editor answers. */
export type UndoHostMethods = {
  /** A line that a sign-in program wrote for the person. */
  'undo.sign-in': (params: { line: string }) => void;
};
