import type { ActivityPreview } from '../kubernetes/preview.ts';
import type { PreviewJob } from '../workbench/preview.ts';

/** What an experiment would hit, before a run: what the thread offers. */
export type TargetsMethods = {
  /**
   * Looks it up through the experiment's own way to its clusters, which may start a sign-in program.
   * Refuses when the workspace is not trusted.
   */
  'run.targets': (params: { job: PreviewJob }, signal: AbortSignal) => Promise<ActivityPreview[]>;
};
