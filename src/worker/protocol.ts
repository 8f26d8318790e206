import type { Interruption } from '../engine/events.ts';
import type { Arrival } from '../engine/gate.ts';
import type { Evaluation, Inspection } from '../engine/inspect/inspector.ts';
import type { RunView } from '../engine/view.ts';
import type { FaultQuestion } from '../kubernetes/consent.ts';
import type { RunJob, RunOutcome } from '../workbench/job.ts';
import type { CheckMethods } from './check-protocol.ts';
import type { ClusterHostMethods, ClusterMethods } from './cluster-protocol.ts';
import type { HistoryMethods } from './history-protocol.ts';
import type { Patch } from './patch.ts';
import type { TargetsMethods } from './targets-protocol.ts';
import type { UndoHostMethods, UndoMethods } from './undo-protocol.ts';

/** What a run has become since the last message, at most ten times a second. */
export interface Progress {
  /** The caller's name for the run, from `run.start`. */
  handle: string;
  /** The whole view at first, afterwards only what differs. */
  view?: RunView;
  patch?: Patch;
  /** Lines of the log as `chaos` writes them. */
  log: string[];
}

/** Runs: what the thread offers. */
export type RunMethods = {
  /**
   * Answers when the run has ended. Refuses when the workspace is not trusted. A gated run asks
   * `run.arrived` before each activity.
   */
  'run.start': (
    params: { handle: string; job: RunJob; gated?: boolean },
    signal: AbortSignal,
  ) => Promise<RunOutcome>;
  /** Who was asked `run.arrived` does not let the activity through yet: its view tells so. */
  'run.held': (params: { handle: string; id: string }) => void;
  /** What a gated run knows at a step. */
  'run.inspect': (params: { handle: string; pointer: string }) => Inspection;
  /** What an expression comes to in a gated run; `pointer` of the step where it is held. */
  'run.evaluate': (
    params: { handle: string; expression: string; pointer?: string },
    signal: AbortSignal,
  ) => Promise<Evaluation>;
  /** No new activity; rollbacks follow the strategy. Of an unknown handle: nothing. */
  'run.stop': (params: { handle: string; interruption: Interruption }) => void;
  /** Ends rollbacks too. */
  'run.kill': (params: { handle: string; interruption: Interruption }) => void;
  /**
   * Stops all runs and kills those that go on after `grace` milliseconds; answers when all have
   * ended.
   */
  'run.endAll': (params: { grace: number; interruption: Interruption }) => Promise<void>;
  /** Ends a pause; false when it is over already. */
  'run.skipPause': (params: { handle: string; pauseId: string }) => boolean;
  /** A past run as it was shown, from its events in the state folder. */
  'run.view': (params: { runId: string }, signal: AbortSignal) => Promise<RunView>;
  /** Path of a past run's journal. */
  'run.journal': (params: { runId: string }) => Promise<string>;
  'trust.granted': (params: Record<string, never>) => void;
};

/** Runs: what the editor answers. */
export type RunHostMethods = {
  /** A note: events are on disk before it is sent. */
  'run.progress': (params: Progress) => void;
  /** A gated run is about to play an activity: answers when it may. Progress came before it. */
  'run.arrived': (
    params: { handle: string; arrival: Arrival },
    signal: AbortSignal,
  ) => Promise<void>;
  /** The question before the first fault; false refuses the run. */
  'run.consent': (
    params: { handle: string; question: FaultQuestion },
    signal: AbortSignal,
  ) => Promise<boolean>;
};

/** Everything the thread offers. */
export type WorkerMethods = RunMethods &
  TargetsMethods &
  CheckMethods &
  HistoryMethods &
  ClusterMethods &
  UndoMethods;

/** Everything the editor offers to the thread. */
export type HostMethods = RunHostMethods & ClusterHostMethods & UndoHostMethods;

/** What handlers in the thread know of the editor. */
export interface WorkerState {
  /** Whether the workspace may run things. */
  trusted: boolean;
}
