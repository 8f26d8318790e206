import type { Problem } from '../experiment/document.ts';
import type { RunJob } from '../workbench/job.ts';

/** What an experiment lacks on this machine: what the thread offers. */
export type CheckMethods = {
  /**
   * Programs that are not there, and what the user's Python says of functions that are not native:
   * it imports their modules. Refuses when the workspace is not trusted.
   */
  'check.missing': (params: { job: RunJob }, signal: AbortSignal) => Promise<Problem[]>;
};
