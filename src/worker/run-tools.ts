import { randomUUID } from 'node:crypto';
import type { RunEvent } from '../engine/events.ts';
import { logLine } from '../engine/log-line.ts';
import { initialView, reduce } from '../engine/reducer.ts';
import type { RunView } from '../engine/view.ts';
import { stateFolderOf } from '../ledger/state-folder.ts';
import { nodePlatform } from '../platform/platform.ts';
import type { RunHooks, RunJob, RunOutcome, RunSurroundings } from '../workbench/job.ts';
import { runJob } from '../workbench/run.ts';
import { pastFolder, readPastRun } from './past-run.ts';
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

/** The real ones. */
export function createRunTools(): RunTools {
  const contextId = randomUUID();
  const fold: Fold = (view, event) => reduce(view ?? initialView(), event);
  const folder = (runId: string, environment: Environment) =>
    pastFolder(stateFolderOf(environment, nodePlatform()), runId);
  return {
    runJob,
    fold,
    logLine: (event) => logLine(event, { format: 'string', colour: false, contextId }),
    pastView: (runId, environment) => readPastRun(folder(runId, environment), fold),
    journalPath: (runId, environment) => folder(runId, environment).file('journal'),
  };
}
