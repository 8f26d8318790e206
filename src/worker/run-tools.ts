import type { RunEvent } from '../engine/events.ts';
import type { RunView } from '../engine/view.ts';
import { HumanError } from '../messages/error.ts';
import type { RunHooks, RunJob, RunOutcome, RunSurroundings } from '../workbench/job.ts';
import type { Fold } from './run-stream.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What runs need: the engine and its record. One import, so that it loads at the first run. */
export interface RunTools {
  runJob(job: RunJob, hooks: RunHooks, surroundings: RunSurroundings): Promise<RunOutcome>;
  fold: Fold;
  /** A line of the log as `chaos` writes it. */
  logLine(event: RunEvent<'log'>): string;
  /** A past run as it was shown. */
  pastView(runId: string, environment: Environment): Promise<RunView>;
  /** Path of a past run's journal. */
  journalPath(runId: string, environment: Environment): string;
}

export const runTools: RunTools = {
  runJob: async () => {
    throw new HumanError('editor.no-past-run');
  },
  fold: (view) => view,
  logLine: ({ text }) => text,
  pastView: async () => {
    throw new HumanError('editor.no-past-run');
  },
  journalPath: () => '',
};
