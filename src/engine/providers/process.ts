import { HumanError } from '../../messages/error.ts';
import { type ProcessCall, runProcess as runProgram } from '../../platform/process.ts';
import { ActivityFailed } from '../failed.ts';
import { str } from '../python/text.ts';
import { typeName } from '../python/type-name.ts';
import { isPyObject, numberOf, type PyObject, type PyValue } from '../python/value.ts';
import { substituteArguments } from '../substitute.ts';
import type { ProviderContext } from './context.ts';
import { decodeOutput } from './decode.ts';

/** Bytes kept of each output stream. */
const outputLimit = 32 * 1024 * 1024;

/**
 * Runs a process activity: `{status, stdout, stderr}`. Text arguments go through the shell, a list
 * or an object gives the arguments one by one, printed as Python prints them, with `null` and `""`
 * left out. Any exit code is a success.
 * @throws ActivityFailed when it takes too long
 * @throws HumanError `engine.process-*` where the original ends in an exception
 * @throws the signal's reason when it is aborted
 */
export async function runProcess(activity: PyObject, context: ProviderContext): Promise<PyObject> {
  const provider = isPyObject(activity['provider']) ? activity['provider'] : {};
  const timeout = timeoutOf(provider['timeout'] ?? null);
  const program = await findProgram(provider, context);
  const given = Object.hasOwn(provider, 'arguments') ? (provider['arguments'] ?? null) : [];
  const call = callOf(program, substituteArguments(given, context.scope), provider, context);
  if (timeout !== undefined && timeout <= 0) {
    throw tooLong();
  }
  const result = await runProgram(context.platform, {
    ...call,
    cwd: context.cwd,
    environment: context.environment,
    signal: context.signal,
    limit: outputLimit,
    ...(timeout === undefined ? {} : { timeout }),
  }).catch((error) => {
    context.signal.throwIfAborted();
    throw new HumanError(
      'engine.process-start',
      { path: call.file, reason: (error as Error).message },
      { cause: error },
    );
  });
  if (result.timedOut) {
    throw tooLong();
  }
  warn(activity, result.status, result.cut, context);
  return {
    status: result.status,
    stdout: decodeOutput(result.stdout),
    stderr: decodeOutput(result.stderr),
  };
}

function tooLong(): ActivityFailed {
  return new ActivityFailed('process activity took too long to complete');
}

/** Seconds of the format as milliseconds of a timer. */
function timeoutOf(timeout: PyValue): number | undefined {
  if (timeout === null) {
    return undefined;
  }
  const seconds = typeof timeout === 'boolean' ? Number(timeout) : numberOf(timeout);
  if (seconds === undefined) {
    throw new HumanError('engine.process-timeout', { type: typeName(timeout) });
  }
  // A longer timer would fire at once.
  return Math.min(seconds * 1000, 0x7fffffff);
}

/** The program, or null when there is none: then text arguments still reach the shell. */
async function findProgram(provider: PyObject, context: ProviderContext): Promise<string | null> {
  const { platform, environment, cwd } = context;
  const path = str(provider['path'] ?? null);
  const home = environment['HOME'] ?? platform.homedir;
  const expanded = /^~(?=$|[/\\])/.test(path) ? home + path.slice(1) : path;
  return platform.findProgram(expanded, environment, cwd);
}

function callOf(
  program: string | null,
  given: PyValue,
  provider: PyObject,
  context: ProviderContext,
): Pick<ProcessCall, 'file' | 'args' | 'verbatim'> {
  if (typeof given === 'string') {
    const command = `${program ?? 'None'} ${given}`;
    refuseNul(command);
    context.log('DEBUG', `Running: ${command}`);
    return context.platform.shell(command);
  }
  const list = isPyObject(given) ? Object.entries(given).flat() : given;
  if (!Array.isArray(list)) {
    throw new HumanError('engine.process-arguments', { type: typeName(given) });
  }
  const args = list.filter((item) => item !== null && item !== '').map(str);
  args.forEach(refuseNul);
  if (program === null) {
    throw new HumanError('engine.process-missing', { path: str(provider['path'] ?? null) });
  }
  context.log('DEBUG', `Running: ${str([program, ...args])}`);
  return { file: program, args };
}

function refuseNul(text: string): void {
  if (text.includes('\0')) {
    throw new HumanError('engine.process-nul');
  }
}

function warn(activity: PyObject, status: number, cut: boolean, context: ProviderContext): void {
  if (!Object.hasOwn(activity, 'tolerance') && status > 0) {
    context.log(
      'WARNING',
      'This process returned a non-zero exit code. This may indicate some error and not what you expected. Please have a look at the logs.',
    );
  }
  if (cut) {
    context.log(
      'WARNING',
      `The output of this process is longer than ${outputLimit} bytes; the rest was left out.`,
    );
  }
}
