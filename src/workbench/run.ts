import { EventsFile } from '../engine/events-file.ts';
import { lift } from '../engine/python/convert.ts';
import { run } from '../engine/run.ts';
import type { ParsedDocument } from '../experiment/document.ts';
import { isObject } from '../experiment/json.ts';
import { problemText } from '../experiment/problem-text.ts';
import { readExperiment } from '../experiment/read.ts';
import type { Policies } from '../kubernetes/policy/rules.ts';
import { createKubernetesProvider } from '../kubernetes/provider.ts';
import { readLedger } from '../ledger/ledger.ts';
import { owedEntries } from '../ledger/owed.ts';
import { changesOf } from '../ledger/owed-runs.ts';
import { createRun, pruneRuns, type RunFolder } from '../ledger/run-store.ts';
import { stateFolderOf } from '../ledger/state-folder.ts';
import { HumanError } from '../messages/error.ts';
import { nodePlatform, type Platform } from '../platform/platform.ts';
import { type Checked, checkHere } from './check.ts';
import { withGiven } from './given.ts';
import type { RunHooks, RunJob, RunOutcome, RunSurroundings } from './job.ts';
import { keepJournal } from './keep-journal.ts';
import { placed } from './placed.ts';
import { policiesOf } from './policies.ts';

/**
 * Runs an experiment from its text to its journal: check, a folder for the record, engine and
 * cluster put together. Editor and command line both come through here.
 * @throws HumanError when the run could not start, or its journal could not be written
 */
export async function runJob(
  asked: RunJob,
  hooks: RunHooks,
  around: RunSurroundings,
): Promise<RunOutcome> {
  if (!around.trusted) {
    throw new HumanError('workbench.untrusted');
  }
  const { job, environment } = await withGiven(asked, around.environment);
  const surroundings = { ...around, environment };
  const platform = nodePlatform();
  const experiment = await runnable(job, { ...surroundings, platform });
  const policies = await policiesOf(job, platform);
  const stateFolder = stateFolderOf(around.environment, platform);
  const folder = await createRun(stateFolder, platform);
  try {
    const result = await record(
      { job, document: experiment, folder, platform, policies },
      hooks,
      surroundings,
    ).catch((error: unknown) => {
      throw placed(error, experiment, job.source);
    });
    const journal = await keepJournal(folder, job.journalPath);
    const owed = await readLedger(folder.path).then(owedEntries, () => []);
    return {
      ...result,
      runId: folder.id,
      folder: folder.path,
      journal,
      owed: changesOf(owed),
    };
  } finally {
    await folder.release();
    await pruneRuns(stateFolder, platform);
  }
}

/**
 * The experiment, if there is one that may be run. What can't even be read is refused also when
 * validation is left out.
 */
async function runnable(
  job: RunJob,
  {
    environment,
    platform,
    stop,
  }: Pick<RunSurroundings, 'environment' | 'stop'> & { platform: Platform },
): Promise<ParsedDocument> {
  const { document, problems } = job.skipValidation
    ? unchecked(await readExperiment(job.text, job.format))
    : await checkHere(job.text, job.format, {
        environment,
        cwd: job.cwd,
        platform,
        ...job.python,
        signal: stop,
      });
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

/** As it is written: what is put into it may be for the run alone. */
function titleOf({ value }: ParsedDocument): string {
  return isObject(value) ? String(value['title'] ?? '') : '';
}

/** What a run is made of. */
interface Parts {
  job: RunJob;
  document: ParsedDocument;
  folder: RunFolder;
  platform: Platform;
  policies: Policies;
}

async function record(
  { job, document, folder, platform, policies }: Parts,
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
    title: titleOf(document),
    lease: !job.withoutLease,
    folder: folder.path,
    cwd: job.cwd,
    policies,
    consent: hooks.consent,
    allowUnscoped: job.allowUnscoped === true,
    requireTargets: job.requireTargets === true,
    refuseForbidden: job.refuseForbidden === true,
    signal: kill,
  });
  try {
    return await run({
      runId: folder.id,
      experiment: isObject(document.value) ? document.value : {},
      floats: document.floats,
      ...(job.source !== undefined && { source: job.source }),
      ...(job.file !== undefined && { file: job.file }),
      options: job.options,
      ...(job.settingsRuntime && { settingsRuntime: job.settingsRuntime }),
      ...(job.settings && { settings: lift(job.settings, new Set()) }),
      ...(job.controlFiles && {
        controlFiles: job.controlFiles.map((controls) => lift(controls, new Set())),
      }),
      environment,
      cwd: job.cwd,
      platform,
      native,
      ...(job.python && { python: job.python }),
      sink: events,
      stop,
      kill,
      ...(hooks.pauses && { pauses: hooks.pauses }),
      ...(hooks.gate && { gate: hooks.gate }),
      ...(hooks.bridge && { bridge: hooks.bridge }),
    });
  } finally {
    events.close();
    await native.close();
  }
}
