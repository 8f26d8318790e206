import { errorText, isHumanError } from '../messages/error.ts';
import type { Arguments } from './arguments.ts';
import type { CiOutputs, CiResult } from './ci/outputs.ts';
import { exitCodes, type Io } from './io.ts';

/**
 * Does the work of a command and then writes what a pipeline wants of its result, however it ended.
 * @param work fills the result in as it goes, and gives the exit code; it prints by the `io` it is given
 */
export async function withOutputs(
  args: Arguments,
  io: Io,
  work: (result: CiResult, io: Io) => Promise<number>,
): Promise<number> {
  const forAgent = args.values.text('output') === 'agent';
  // Standard output is for the report alone then.
  const quiet = forAgent ? { ...io, out: io.err } : io;
  const write = await outputsFor(args, quiet);
  const result: CiResult = {
    source: args.positionals[0] ?? '',
    exitCode: exitCodes.failed,
    text: '',
  };
  const told = async () => {
    await write(result);
    if (forAgent) {
      const { agentText } = await import('./agent/agent.ts');
      io.out(await agentText(args, io, result));
    }
  };
  try {
    result.exitCode = await work(result, quiet);
  } catch (error) {
    const isUsage = isHumanError(error) && error.code.startsWith('workbench.usage-');
    result.exitCode = isUsage ? exitCodes.usage : exitCodes.failed;
    result.text ||= errorText(error, io.language);
    // What went wrong first is what counts.
    await told().catch((second: unknown) => io.err(`${errorText(second, io.language)}\n`));
    throw error;
  }
  await told();
  return result.exitCode;
}

/** Only when something is wanted what writes it is loaded. */
async function outputsFor(args: Arguments, io: Io): Promise<CiOutputs> {
  const { values } = args;
  const wanted =
    values.text('junit') !== undefined ||
    values.text('sarif') !== undefined ||
    io.environment['GITHUB_ACTIONS'] === 'true';
  if (!wanted) {
    return async () => {};
  }
  const { ciOutputs } = await import('./ci/outputs.ts');
  return ciOutputs(args, io);
}
