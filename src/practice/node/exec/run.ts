import type { Readable } from 'node:stream';
import type { Command, CommandCall, CommandTarget } from './command.ts';
import { fileCommands } from './files.ts';
import { SyntaxProblem, shellSteps } from './shell-words.ts';
import { smallCommands } from './small.ts';
import { wget } from './wget.ts';

/** A command that there is not; the text is the container runtime's, and names those that there are. */
export class NoCommand extends Error {
  override readonly name = 'NoCommand';
}

const commands: Readonly<Record<string, Command>> = { ...smallCommands, ...fileCommands, wget };

const names = [...Object.keys(commands), 'sh -c'].sort().join(', ');

/** Where a command's output goes. */
export interface CommandStreams {
  stdin: Readable | undefined;
  out(content: Uint8Array | string): Promise<void>;
  err(text: string): Promise<void>;
}

/**
 * Runs a command in a container, without any program of this machine.
 * @returns its exit code
 * @throws NoCommand
 */
export async function runCommand(
  target: CommandTarget,
  words: readonly string[],
  streams: CommandStreams,
  signal: AbortSignal,
): Promise<number> {
  const [path = '', ...args] = words;
  const name = path.replace(/^(\/usr)?\/s?bin\//, '');
  const call: CommandCall = { ...target, ...streams, args, signal };
  if (name === 'sh' && args[0] === '-c') {
    return runLine(call, args[1] ?? '');
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    throw new NoCommand(
      `exec: "${path}": executable file not found in $PATH: the practice cluster knows only ${names}`,
    );
  }
  return command(call);
}

async function runLine(call: CommandCall, line: string): Promise<number> {
  let code = 0;
  try {
    for (const { words, onlyIfWell, toStderr } of shellSteps(line, call.running.environment)) {
      if (call.signal.aborted || (onlyIfWell && code !== 0)) {
        continue;
      }
      if (words[0] === 'exit') {
        return exitCodeOf(words[1], code);
      }
      const streams = toStderr === true ? { ...call, out: call.err } : call;
      code = await runCommand(call, words, streams, call.signal);
    }
    return code;
  } catch (error) {
    if (error instanceof NoCommand) {
      await call.err(`sh: ${error.message}\n`);
      return 127;
    }
    if (error instanceof SyntaxProblem) {
      await call.err(`${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

/** Of `exit`: the number that is given, or how the command before it ended. */
function exitCodeOf(given: string | undefined, last: number): number {
  return given !== undefined && /^\d+$/.test(given) ? Number(given) & 255 : last;
}

/** Runs a command whose output only somebody here reads. */
export async function runToEnd(
  target: CommandTarget,
  words: readonly string[],
  signal: AbortSignal,
): Promise<{ code: number; output: string }> {
  const texts: string[] = [];
  const note = async (content: Uint8Array | string) => {
    texts.push(typeof content === 'string' ? content : Buffer.from(content).toString());
  };
  try {
    const streams = { stdin: undefined, out: note, err: note };
    const code = await runCommand(target, words, streams, signal);
    return { code, output: texts.join('') };
  } catch (error) {
    return { code: 127, output: error instanceof Error ? error.message : String(error) };
  }
}
