import { resolve } from 'node:path';
import type { LazyBridge } from '../engine/bridge/lazy-bridge.ts';
import type { FlowEvent } from '../engine/notify/flow-event.ts';
import type { JsonObject } from '../experiment/json.ts';
import { factsOfForbidden } from '../messages/access-text.ts';
import { checkHere, checkText } from '../workbench/check.ts';
import type { RunJob, RunOutcome } from '../workbench/job.ts';
import { runJob } from '../workbench/run.ts';
import type { Settings } from '../workbench/settings.ts';
import { loadSource, type Source } from '../workbench/source.ts';
import type { Variables } from '../workbench/variables.ts';
import type { Arguments } from './arguments.ts';
import type { CiResult } from './ci/outputs.ts';
import { connectionChoice } from './connection-choice.ts';
import { controlFilesOf } from './control-files.ts';
import { givenValues } from './given-values.ts';
import { exitCodes, type Io } from './io.ts';
import type { Loaded, LoadParts } from './load-experiment.ts';
import { type Log, openLog } from './log.ts';
import { type Notifications, notificationsOf } from './notifications.ts';
import { withOutputs } from './outputs-for.ts';
import { progressFile } from './progress-file.ts';
import { pythonChoice, pythonPlaces } from './python-choice.ts';
import { runOptions, strictness } from './run-options.ts';
import { type RunSignals, runSignals } from './signals.ts';
import { tracingOf } from './tracing.ts';
import { printProblems, settingsFor } from './validate.ts';
import { verdictLines } from './verdict-lines.ts';

/** `run`: one experiment from its source to its verdict, with `chaos`'s options and exit codes. */
export async function runCommand(args: Arguments, io: Io): Promise<number> {
  using signals = runSignals(process, process.platform);
  // Awaited here: the signals are let go of when this function returns.
  return await withOutputs(args, io, (result, quiet) => play(args, quiet, signals, result));
}

/** What a run of the command line is made of. */
interface Parts {
  args: Arguments;
  /** With the environment of the run. */
  io: Io;
  source: Source;
  settings: Settings;
  given: Variables;
  signals: RunSignals;
  log: Log;
  notify: Notifications;
  /** Of `--control-file`. */
  controlFiles: JsonObject[];
  /** What controls around the loading were called in. */
  bridge: LazyBridge | undefined;
}

async function play(
  args: Arguments,
  io: Io,
  signals: RunSignals,
  result: CiResult,
): Promise<number> {
  const { values } = args;
  const given = await givenValues(args, io);
  const environment = { ...io.environment, ...given.environment };
  const settings = await settingsFor(args, io);
  const controlFiles = await controlFilesOf(args, io);
  const log = openLog(args, io);
  const run = { ...io, environment };
  const parts = { args, io: run, settings, controlFiles, log, signal: signals.stop };
  const { source, bridge } = await loadWithControls(result.source, parts, () =>
    loadSource(result.source, {
      cwd: io.cwd,
      environment: io.environment,
      auths: settings.auths,
      verifyTls: !values.flag('no-verify-tls'),
      signal: signals.stop,
    }),
  );
  await using _python = bridge && { [Symbol.asyncDispose]: () => bridge.close() };
  result.source = source.name;
  await using notify = notificationsOf(settings, { ...parts, signal: signals.kill });
  const places = pythonPlaces(args, run);
  const checked = values.flag('no-validation')
    ? await checkText(source.text, source.format)
    : await checkHere(source.text, source.format, places);
  result.checked = checked;
  await notify.experiment('run-started', checked.document.value ?? null);
  if (!values.flag('no-validation')) {
    log.line('INFO', "Validating the experiment's syntax");
    if (printProblems(checked, source, io).length > 0) {
      return exitCodes.failed;
    }
    log.line('INFO', 'Experiment looks valid');
  }
  return await execute({ ...parts, source, given, signals, notify, bridge }, result);
}

/** Most runs have no controls around their loading, so what calls them is loaded when there are any. */
async function loadWithControls(
  given: string,
  parts: LoadParts,
  load: () => Promise<Source>,
): Promise<Loaded> {
  if (parts.settings.all['controls'] === undefined && parts.controlFiles.length === 0) {
    return { source: await load() };
  }
  const { loadExperiment } = await import('./load-experiment.ts');
  return loadExperiment(given, parts, load);
}

async function execute(parts: Parts, result: CiResult): Promise<number> {
  const { args, io, signals, log, notify } = parts;
  const strict = strictness(args);
  const verdict = verdictLines(io);
  const progress = await progressFile(args, io);
  const tracing = await tracingOf(io, signals.kill);
  let left = '';
  try {
    const outcome = await runJob(
      jobOf(parts),
      {
        consent: async ({ forbidden }) => {
          for (const each of forbidden) {
            const text = { code: 'workbench.forbidden-warning', args: factsOfForbidden(each) };
            io.err(`${io.text(text)}\n`);
          }
          return true;
        },
        onEvent(event) {
          log.event(event);
          verdict.event(event);
          tracing.event(event);
          progress?.(event);
        },
        ...(parts.bridge && { bridge: parts.bridge }),
      },
      {
        stop: signals.stop,
        kill: signals.kill,
        environment: { ...io.environment, ...tracing.environment },
        trusted: true,
      },
    );
    result.journal = outcome.journal;
    await notify.journal(flowEvents(outcome), outcome.journal);
    left = leftLine(outcome, io);
    const short = verdict.fallsShort(strict);
    left += short.map((line) => `${line}\n`).join('');
    const good = outcome.status === 'completed' && !outcome.deviated && short.length === 0;
    return good ? exitCodes.ok : exitCodes.failed;
  } finally {
    const [view, text] = [verdict.view(), verdict.text() + left];
    Object.assign(result, view && { view }, { text: text.trim() });
    // Also where the journal could not be written: the run has come to its end all the same.
    io.out(text);
    await tracing.end();
  }
}

function jobOf({ args, io, source, settings, given, controlFiles }: Parts): RunJob {
  const { values } = args;
  return {
    text: source.text,
    format: source.format,
    source: source.name,
    ...(source.path !== undefined && { file: source.path }),
    cwd: io.cwd,
    folder: source.folder,
    options: { ...runOptions(args), ...given.options },
    ...(settings.runtime && { settingsRuntime: settings.runtime }),
    settings: settings.all,
    controlFiles,
    python: pythonChoice(args),
    connection: connectionChoice(values),
    journalPath: resolve(io.cwd, values.text('journal-path') ?? 'journal.json'),
    skipValidation: true,
    allowUnscoped: values.flag('allow-unscoped'),
    withoutLease: values.flag('no-lease'),
    requireTargets: values.flag('require-targets'),
    refuseForbidden: strictness(args).includes('forbidden'),
  };
}

/** What the end of a run is called in the settings. */
function flowEvents({ status, deviated }: RunOutcome): FlowEvent[] {
  const end = status === 'completed' ? 'run-completed' : 'run-failed';
  return deviated ? [end, 'run-deviated'] : [end];
}

/** Names of changes that one line tells. */
const namesShown = 3;

/** What the run has left in the cluster, and how to put it back. */
function leftLine({ runId, owed }: RunOutcome, io: Io): string {
  if (owed.length === 0) {
    return '';
  }
  const names = owed.slice(0, namesShown).map(({ kind, name }) => `${kind} ${name}`);
  const more = owed.length > namesShown ? ', …' : '';
  const args = { run: runId, count: owed.length, names: names.join(', ') + more };
  return `${io.text({ code: 'workbench.undo-offer', args })}\n`;
}
