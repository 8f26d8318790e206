import type { Problem } from '../experiment/document.ts';
import { problemName, problemText } from '../experiment/problem-text.ts';
import { format } from '../messages/format.ts';
import { type Checked, checkText, withPython } from '../workbench/check.ts';
import { loadSettings, type Settings } from '../workbench/settings.ts';
import { loadSource, type Source } from '../workbench/source.ts';
import type { Arguments } from './arguments.ts';
import type { CiResult } from './ci/outputs.ts';
import { exitCodes, type Io } from './io.ts';
import { openLog } from './log.ts';
import { errorOf, notificationsOf } from './notifications.ts';
import { withOutputs } from './outputs-for.ts';
import { pythonPlaces } from './python-choice.ts';
import { settingsPath } from './settings-path.ts';

/** The settings of a command; that they can't be read is told, and they are left out. */
export async function settingsFor(args: Arguments, io: Io): Promise<Settings> {
  const path = settingsPath(args, io);
  const settings = await loadSettings(path);
  if (settings.problem !== undefined) {
    const message = {
      code: 'workbench.settings-invalid',
      args: { path, reason: settings.problem },
    };
    io.err(`${io.text(message)}\n`);
  }
  return settings;
}

/** `validate`: prints every problem with its place; exit code 1 if one of them is an error. */
export function validateCommand(args: Arguments, io: Io): Promise<number> {
  return withOutputs(args, io, (result, quiet) => validate(args, quiet, result));
}

async function validate(args: Arguments, io: Io, result: CiResult): Promise<number> {
  const settings = await settingsFor(args, io);
  const log = openLog(args, io);
  const { signal } = new AbortController();
  const source = await loadSource(result.source, {
    cwd: io.cwd,
    environment: io.environment,
    auths: settings.auths,
    verifyTls: !args.values.flag('no-verify-tls'),
    signal,
  });
  await using notify = notificationsOf(settings, { args, io, log, signal });
  const read = await checkText(source.text, source.format);
  const checked = await withPython(read, pythonPlaces(args, io));
  Object.assign(result, { source: source.name, checked });
  const experiment = checked.document.value ?? null;
  await notify.experiment('validate-started', experiment);
  const [first] = printProblems(checked, source, io);
  if (first !== undefined) {
    const error = errorOf('InvalidExperiment', format(first));
    await notify.experiment('validate-failed', experiment, error);
    return exitCodes.failed;
  }
  await notify.experiment('validate-completed', experiment);
  io.out(`${io.text({ code: 'workbench.valid' })}\n`);
  return exitCodes.ok;
}

/** Prints all problems of an experiment; returns those that are errors. */
export function printProblems({ problems }: Checked, source: Source, io: Io): Problem[] {
  for (const problem of problems) {
    io.err(`${problemText(problem, source.name, io.language)} [${problemName(problem)}]\n`);
  }
  return problems.filter(({ severity }) => severity === 'error');
}
