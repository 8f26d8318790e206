import { problemText } from '../experiment/problem-text.ts';
import { format } from '../messages/format.ts';
import { checkText } from '../workbench/check.ts';
import { loadSettings } from '../workbench/settings.ts';
import { loadSource, type Source } from '../workbench/source.ts';
import type { Arguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { settingsPath } from './settings-path.ts';

/** `validate`: prints every problem with its place; exit code 1 if one of them is an error. */
export async function validateCommand(args: Arguments, io: Io): Promise<number> {
  const settings = await loadSettings(settingsPath(args, io));
  const source = await loadSource(args.positionals[0] ?? '', {
    cwd: io.cwd,
    environment: io.environment,
    auths: settings.auths,
    verifyTls: !args.values.flag('no-verify-tls'),
    signal: new AbortController().signal,
  });
  const errors = await printProblems(source, io);
  if (errors > 0) {
    return exitCodes.failed;
  }
  io.out(`${format({ code: 'workbench.valid' })}\n`);
  return exitCodes.ok;
}

/** Prints all problems of an experiment; returns how many of them are errors. */
export async function printProblems(source: Source, io: Io): Promise<number> {
  const { problems } = await checkText(source.text, source.format);
  for (const problem of problems) {
    io.err(`${problemText(problem, source.name)}\n`);
  }
  return problems.filter(({ severity }) => severity === 'error').length;
}
