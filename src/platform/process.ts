import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { Environment, Platform } from './platform.ts';

/** A program to run to its end. */
export interface ProcessCall {
  /** Path as `Platform.findProgram` gives it, or a shell. */
  file: string;
  args: string[];
  /** See ShellCall. */
  verbatim?: boolean;
  cwd: string;
  environment: Environment;
  /** Milliseconds after which the program and everything it started is ended. */
  timeout?: number;
  /** Aborted: the same, and the call rejects with the signal's reason. */
  signal: AbortSignal;
  /** Bytes kept of each output; what comes after is read and dropped. */
  limit: number;
}

/** How a program ended. */
export interface ProcessResult {
  /** Exit code, or minus the number of the signal that ended it. */
  status: number;
  stdout: Uint8Array;
  stderr: Uint8Array;
  /** True when an output was longer than the limit. */
  cut: boolean;
  /** True when it was ended because of its time limit; the rest then says little. */
  timedOut: boolean;
}

/**
 * Runs a program without a terminal and collects what it prints. It has ended when it has exited
 * and nobody holds its outputs any more, as Python's `subprocess.run` sees it.
 * @throws the system's error when it can't be started, the signal's reason when it is aborted
 */
export async function runProcess(platform: Platform, call: ProcessCall): Promise<ProcessResult> {
  call.signal.throwIfAborted();
  const { file, args, verbatim } = programOf(platform, call);
  const child = spawn(file, args, {
    cwd: call.cwd,
    env: { ...call.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the tree can be ended and a Ctrl-C reaches only this process.
    detached: platform.processGroups,
    windowsHide: true,
    windowsVerbatimArguments: verbatim,
  });
  const stdout = collect(child.stdout, call.limit);
  const stderr = collect(child.stderr, call.limit);
  const status = await ending(platform, child, call);
  return {
    status: status ?? 0,
    stdout: Buffer.concat(stdout.chunks),
    stderr: Buffer.concat(stderr.chunks),
    cut: stdout.cut || stderr.cut,
    timedOut: status === undefined,
  };
}

/** Batch files can't be started directly on Windows: their shell runs them. */
function programOf(platform: Platform, call: ProcessCall) {
  if (platform.os === 'win32' && /\.(bat|cmd)$/i.test(call.file)) {
    return platform.shell([call.file, ...call.args].map(quoteForWindows).join(' '));
  }
  return { file: call.file, args: call.args, verbatim: call.verbatim ?? false };
}

function quoteForWindows(argument: string): string {
  return /^[\w./:\\-]+$/.test(argument) ? argument : `"${argument.replaceAll('"', '""')}"`;
}

interface Collected {
  chunks: Uint8Array[];
  cut: boolean;
}

function collect(stream: Readable, limit: number): Collected {
  const collected: Collected = { chunks: [], cut: false };
  let room = limit;
  stream.on('data', (chunk: Uint8Array) => {
    if (room > 0) {
      collected.chunks.push(chunk.subarray(0, room));
    }
    collected.cut ||= chunk.length > room;
    room = Math.max(0, room - chunk.length);
  });
  return collected;
}

/** The status, or undefined when the time limit ended it. */
function ending(
  platform: Platform,
  child: ChildProcess,
  call: ProcessCall,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    let ended = false;
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', onAbort);
      settle();
    };
    const end = async (settle: () => void) => {
      ended = true;
      if (child.pid !== undefined) {
        await platform.killTree(child.pid);
      }
      // Whoever escaped the kill may hold the pipes open for ever.
      child.stdout?.destroy();
      child.stderr?.destroy();
      child.unref();
      finish(settle);
    };
    const onAbort = () => void end(() => reject(call.signal.reason));
    const onTimeout = () => void end(() => resolve(undefined));
    const timer = call.timeout === undefined ? undefined : setTimeout(onTimeout, call.timeout);
    call.signal.addEventListener('abort', onAbort, { once: true });
    child.once('error', (error) => finish(() => reject(error)));
    child.once('close', (code, signal) => {
      if (!ended) {
        finish(() => resolve(code ?? -(signal === null ? 0 : constants.signals[signal])));
      }
    });
  });
}
