import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { Environment, Platform } from './platform.ts';

/** A program that is talked to in lines. */
export interface LinesCall {
  /** Path as `Platform.findProgram` gives it. */
  file: string;
  args: string[];
  cwd: string;
  environment: Environment;
  /** A line of its standard output. */
  onLine(line: string): void;
  /** A line of its standard error. */
  onError(line: string): void;
}

/** A running program, its standard input in our hands. */
export interface LineProgram {
  readonly pid: number;
  send(line: string): void;
  /** Closes its standard input. */
  end(): void;
  /** Ends it and everything it started. */
  kill(): Promise<void>;
  /** Settles when it has ended and its last line was told, with its exit code or signal in words. */
  readonly over: Promise<string>;
}

/**
 * Starts a program that reads and writes lines. It gets a process group of its own, so that it can be
 * ended with all it started and a Ctrl-C does not reach it.
 * @throws the system's error when it can't be started
 */
export async function startLines(platform: Platform, call: LinesCall): Promise<LineProgram> {
  const child = spawn(call.file, call.args, {
    cwd: call.cwd,
    env: { ...call.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: platform.processGroups,
    windowsHide: true,
  });
  const { promise: started, resolve: onStart, reject: onFail } = Promise.withResolvers<number>();
  const { promise: over, resolve: onOver } = Promise.withResolvers<string>();
  child.once('spawn', () => onStart(child.pid ?? 0));
  child.once('error', onFail);
  // Children it leaves may hold its outputs open for ever, so they are not waited for long.
  child.once('exit', (code, signal) => {
    const said = signal ?? `exit code ${code}`;
    const timer = setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
      onOver(said);
    }, lingering);
    child.once('close', () => {
      clearTimeout(timer);
      onOver(said);
    });
  });
  // A program that ends does not read what was just sent; that it ended is told anyway.
  child.stdin.on('error', () => {});
  eachLine(child.stdout, call.onLine);
  eachLine(child.stderr, call.onError);
  const pid = await started;
  return {
    pid,
    over,
    send: (line) => void child.stdin.write(`${line}\n`),
    end: () => void child.stdin.end(),
    kill: () => platform.killTree(pid),
  };
}

/** Milliseconds that outputs are read on after the program has ended. */
const lingering = 200;

function eachLine(stream: Readable, listener: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  const pieces: string[] = [];
  stream.on('data', (chunk: Buffer) => {
    const [first = '', ...others] = decoder.write(chunk).split('\n');
    pieces.push(first);
    for (const next of others) {
      listener(pieces.join(''));
      pieces.length = 0;
      pieces.push(next);
    }
  });
  stream.on('end', () => {
    const rest = pieces.join('') + decoder.end();
    if (rest !== '') {
      listener(rest);
    }
  });
}
