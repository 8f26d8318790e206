import { EventsFile } from '../engine/events-file.ts';
import { run } from '../engine/run.ts';
import type { ParsedDocument } from '../experiment/document.ts';
import { isObject } from '../experiment/json.ts';
import { problemText } from '../experiment/problem-text.ts';
import { readExperiment } from '../experiment/read.ts';
import { createKubernetesProvider } from '../kubernetes/provider.ts';
import { HumanError } from '../messages/error.ts';
import { nodePlatform, type Platform } from '../platform/platform.ts';
import { type Checked, checkText } from './check.ts';
import type { RunHooks, RunJob, RunOutcome, RunSurroundings } from './job.ts';
import { keepJournal } from './keep-journal.ts';
import { placed } from './placed.ts';
import { createRun, pruneRuns, type RunFolder } from './run-store.ts';
import { stateFolderOf } from './state-folder.ts';

/**
 * Runs an experiment from its text to its journal: check, a folder for the record, engine and
 * cluster put together. Editor and command line both come through here.
 * @throws HumanError when the run could not start, or its journal could not be written
 */
export async function runJob(
  job: RunJob,
  hooks: RunHooks,
  surroundings: RunSurroundings,
): Promise<RunOutcome> {
  if (!surroundings.trusted) {
    throw new HumanError('workbench.untrusted');
  }
  const experiment = await runnable(job);
  const platform = nodePlatform();
  const stateFolder = stateFolderOf(surroundings.environment, platform);
  const folder = await createRun(stateFolder, platform);
  try {
    const result = await record(job, experiment, folder, platform, hooks, surroundings).catch(
      (error: unknown) => {
        throw placed(error, experiment, job.source);
      },
    );
    const journal = await keepJournal(folder, job.journalPath);
    return { ...result, runId: folder.id, folder: folder.path, journal };
  } finally {
    await folder.release();
    await pruneRuns(stateFolder, platform);
  }
}

/**
 * The experiment, if there is one that may be run. What can't even be read is refused also when
 * validation is left out.
 */
async function runnable(job: RunJob): Promise<ParsedDocument> {
  const { document, problems } = job.skipValidation
    ? unchecked(await readExperiment(job.text, job.format))
    : await checkText(job.text, job.format);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first !== undefined) {
    throw new HumanError('workbench.invalid', {
      count: errors.length,
      first: problemText(first, job.source ?? ''),
    });
  }
  if (!isObject(document.value)) {
    throw new HumanError('workbench.no-experiment');
  }
  return document;
}

function unchecked(document: ParsedDocument): Checked {
  return { document, problems: document.problems };
}

async function record(
  job: RunJob,
  document: ParsedDocument,
  folder: RunFolder,
  platform: Platform,
  hooks: RunHooks,
  { stop, kill, environment, trusted }: RunSurroundings,
) {
  const events = new EventsFile(folder.file('events'));
  if (hooks.onEvent !== undefined) {
    events.subscribe(hooks.onEvent);
  }
  const native = createKubernetesProvider({
    choice: job.connection,
    environment,
    platform,
    trusted,
    runId: folder.id,
    folder: folder.path,
    cwd: job.cwd,
    consent: hooks.consent,
    allowUnscoped: job.allowUnscoped === true,
    signal: kill,
  });
  try {
    return await run({
      runId: folder.id,
      experiment: isObject(document.value) ? document.value : {},
      floats: document.floats,
      ...(job.source !== undefined && { source: job.source }),
      options: job.options,
      ...(job.settingsRuntime && { settingsRuntime: job.settingsRuntime }),
      environment,
      cwd: job.cwd,
      platform,
      native,
      sink: events,
      stop,
      kill,
      ...(hooks.pauses && { pauses: hooks.pauses }),
    });
  } finally {
    events.close();
    await native.close();
  }
}
