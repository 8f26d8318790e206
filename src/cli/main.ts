import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorText, HumanError, isHumanError } from '../messages/error.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';

/**
 * The command line: understands it, runs the command and turns errors into words.
 * @returns the exit code: 0 fine, 1 failed or deviated, 2 not understood
 */
export async function main(argv: string[], io: Io): Promise<number> {
  let args: Arguments;
  try {
    args = parseArguments(argv);
  } catch (error) {
    return report(error, io);
  }
  if (args.values.flag('version')) {
    io.out(`chaos-workbench, version ${io.version()}\n`);
    return exitCodes.ok;
  }
  if (args.command === undefined || args.values.flag('help')) {
    const { helpText } = await import('./help.ts');
    io.out(helpText(args.command));
    return args.values.flag('help') ? exitCodes.ok : exitCodes.usage;
  }
  try {
    return await dispatch(args.command.name, args, within(args.values.text('change-dir'), io));
  } catch (error) {
    return report(error, io);
  }
}

async function dispatch(name: string, args: Arguments, io: Io): Promise<number> {
  switch (name) {
    case 'run':
      return (await import('./run.ts')).runCommand(args, io);
    case 'validate':
      return (await import('./validate.ts')).validateCommand(args, io);
    case 'report':
      return (await import('./report.ts')).reportCommand(args, io);
    case 'settings':
      return (await import('./settings.ts')).settingsCommand(args, io);
    case 'info':
      return (await import('./info.ts')).infoCommand(args, io);
    case 'init':
      return (await import('./init/init.ts')).initCommand(args, io);
    case 'discover':
      return (await import('./discover.ts')).discoverCommand(args, io);
    case 'samples':
      return (await import('./samples.ts')).samplesCommand(args, io);
    case 'practice':
      return (await import('./practice.ts')).practiceCommand(args, io);
    case 'targets':
      return (await import('./targets.ts')).targetsCommand(args, io);
    case 'permissions':
      return (await import('./permissions.ts')).permissionsCommand(args, io);
    case 'undo':
      return (await import('./undo.ts')).undoCommand(args, io);
    default:
      throw new Error(`no implementation of ${name}`);
  }
}

function within(folder: string | undefined, io: Io): Io {
  if (folder === undefined) {
    return io;
  }
  const cwd = resolve(io.cwd, folder);
  try {
    if (!statSync(cwd).isDirectory()) {
      throw new Error('not a folder');
    }
  } catch (error) {
    const reason = (error as Error).message;
    throw new HumanError('workbench.change-dir', { path: cwd, reason }, { cause: error });
  }
  return { ...io, cwd };
}

function report(error: unknown, io: Io): number {
  if (isHumanError(error)) {
    io.err(`${errorText(error, io.language)}\n`);
    return error.code.startsWith('workbench.usage-') ? exitCodes.usage : exitCodes.failed;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(`${io.text({ code: 'workbench.bug', args: { text } })}\n`);
  return exitCodes.failed;
}
