import { resolve } from 'node:path';
import type { RunOptions } from '../engine/run-types.ts';
import type { DryMode, HypothesisStrategy, RollbackStrategy } from '../experiment/model.ts';
import { HumanError } from '../messages/error.ts';
import { format } from '../messages/format.ts';
import type { RunJob } from '../workbench/job.ts';
import { runJob } from '../workbench/run.ts';
import { loadSettings, type Settings } from '../workbench/settings.ts';
import { loadSource, type Source } from '../workbench/source.ts';
import type { Variables } from '../workbench/variables.ts';
import type { Arguments } from './arguments.ts';
import { connectionChoice } from './connection-choice.ts';
import { exitCodes, type Io } from './io.ts';
import { type Log, openLog } from './log.ts';
import { settingsPath } from './settings-path.ts';
import { type RunSignals, runSignals } from './signals.ts';
import { printProblems } from './validate.ts';
import { verdictLines } from './verdict-lines.ts';

/** `run`: one experiment from its source to its verdict, with `chaos`'s options and exit codes. */
export async function runCommand(args: Arguments, io: Io): Promise<number> {
  const { values } = args;
  if (values.list('control-file').length > 0) {
    throw new HumanError('workbench.controls');
  }
  using signals = runSignals(process, process.platform);
  const given = await givenValues(args, io);
  const options = { ...runOptions(args), ...given.options };
  const environment = { ...io.environment, ...given.environment };
  const settings = await loadSettings(settingsPath(args, io));
  if (settings.problem !== undefined) {
    const path = settingsPath(args, io);
    io.err(
      `${format({ code: 'workbench.settings-invalid', args: { path, reason: settings.problem } })}\n`,
    );
  }
  const source = await loadSource(args.positionals[0] ?? '', {
    cwd: io.cwd,
    environment: io.environment,
    auths: settings.auths,
    verifyTls: !values.flag('no-verify-tls'),
    signal: signals.stop,
  });
  const log = openLog(args, io);
  if (!values.flag('no-validation')) {
    log.line('INFO', "Validating the experiment's syntax");
    if ((await printProblems(source, io)) > 0) {
      return exitCodes.failed;
    }
    log.line('INFO', 'Experiment looks valid');
  }
  // Awaited here: the signals are let go of when this function returns.
  return await execute(args, { ...io, environment }, source, settings, options, signals, log);
}

async function execute(
  args: Arguments,
  io: Io,
  source: Source,
  settings: Settings,
  options: RunOptions,
  signals: RunSignals,
  log: Log,
): Promise<number> {
  const { values } = args;
  const job: RunJob = {
    text: source.text,
    format: source.format,
    source: source.name,
    cwd: io.cwd,
    options,
    ...(settings.runtime && { settingsRuntime: settings.runtime }),
    connection: connectionChoice(values),
    journalPath: resolve(io.cwd, values.text('journal-path') ?? 'journal.json'),
    skipValidation: true,
    allowUnscoped: values.flag('allow-unscoped'),
  };
  const verdict = verdictLines();
  try {
    const outcome = await runJob(
      job,
      {
        consent: async () => true,
        onEvent(event) {
          log.event(event);
          verdict.event(event);
        },
      },
      { stop: signals.stop, kill: signals.kill, environment: io.environment, trusted: true },
    );
    return outcome.status === 'completed' && !outcome.deviated ? exitCodes.ok : exitCodes.failed;
  } finally {
    // Also where the journal could not be written: the run has come to its end all the same.
    io.out(verdict.text());
  }
}

function runOptions({ values }: Arguments): RunOptions {
  const strategy = values.text('hypothesis-strategy');
  const frequency = values.number('hypothesis-frequency');
  const rollback = values.text('rollback-strategy');
  const dry = values.text('dry');
  return {
    ...(strategy && {
      hypothesisStrategy: (strategy === 'continously'
        ? 'continuously'
        : strategy) as HypothesisStrategy,
    }),
    ...(frequency !== undefined && { hypothesisFrequency: frequency }),
    ...(values.flag('fail-fast') && { failFast: true }),
    ...(rollback && { rollbackStrategy: rollback as RollbackStrategy }),
    ...(dry && { dry: dry as DryMode }),
  };
}

/** Reads `--var` and `--var-file`, and only then loads what that needs. */
async function givenValues({ values }: Arguments, io: Io): Promise<Variables> {
  const [vars, files] = [values.list('var'), values.list('var-file')];
  if (vars.length + files.length === 0) {
    return { options: {}, environment: {}, problems: [] };
  }
  const { readVariables } = await import('../workbench/variables.ts');
  const variables = await readVariables(vars, files, io.cwd);
  for (const problem of variables.problems) {
    io.err(`${format(problem)}\n`);
  }
  return variables;
}
