import { isObject, type JsonObject } from '../experiment/json.ts';
import { openChannels, type Way } from './channels.ts';
import { apiFailure } from './errors.ts';
import type { ExecResult } from './objects.ts';

/** Channels of `v4.channel.k8s.io` and `v5.channel.k8s.io`: the first byte of each message. */
const channel = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4, close: 255 };

/** v5 first, because only there can the end of the input be told. */
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** Where a command runs. */
export interface ExecTarget {
  namespace: string;
  pod: string;
  container?: string;
}

/**
 * Runs a command in a container. With v4 an input is sent but the command is not told that it is
 * over. A connection that breaks is not made again.
 * @throws HumanError of the HTTP answer, `kubernetes.exec-refused` (nothing was begun),
 * `kubernetes.exec-cut` (it may have been); the signal's reason
 */
export async function execInContainer(
  way: Way,
  target: ExecTarget,
  command: string[],
  options: { stdin?: string; signal: AbortSignal; userAgent: string },
): Promise<ExecResult> {
  const { stdin, signal, userAgent } = options;
  const path = execPath(target, command, { stdin: stdin !== undefined, tty: false });
  const what = `pod ${target.namespace}/${target.pod}`;
  const received: Record<number, Buffer[]> = { [channel.stdout]: [], [channel.stderr]: [] };
  const { promise: status, resolve } = Promise.withResolvers<JsonObject>();
  const onMessage = (number: number, content: Buffer) => {
    if (number === channel.status) {
      resolve(readStatus(content));
    } else {
      received[number]?.push(content);
    }
  };
  const channels = await openChannels(way, { path, protocols, what, userAgent, signal, onMessage });
  if (stdin !== undefined) {
    if (stdin !== '') {
      channels.send(channel.stdin, Buffer.from(stdin));
    }
    if (channels.protocol.startsWith('v5')) {
      channels.send(channel.close, Buffer.of(channel.stdin));
    }
  }
  const cut = channels.closed.then((reason) => {
    throw apiFailure('kubernetes.exec-cut', { what, reason });
  });
  const ended = await Promise.race([status, cut]);
  cut.catch(() => undefined);
  channels.close();
  const text = (number: number) => Buffer.concat(received[number] ?? []).toString('utf8');
  return { stdout: text(channel.stdout), stderr: text(channel.stderr), status: ended };
}

/** The size of a terminal in characters. */
export interface TerminalSize {
  columns: number;
  rows: number;
}

/** A program in a container with a terminal. */
export interface Shell {
  input(text: string): void;
  resize(size: TerminalSize): void;
  /**
   * The Status object with which the program ended.
   * @throws HumanError `kubernetes.exec-cut`; the signal's reason
   */
  readonly ended: Promise<JsonObject>;
}

/**
 * Starts a program with a terminal, until it ends or the signal is aborted.
 * @throws as `execInContainer`
 */
export async function openShell(
  way: Way,
  target: ExecTarget,
  command: string[],
  options: {
    size: TerminalSize;
    onOutput: (content: Buffer) => void;
    signal: AbortSignal;
    userAgent: string;
  },
): Promise<Shell> {
  const { signal, userAgent, onOutput, size } = options;
  const path = execPath(target, command, { stdin: true, tty: true });
  const what = `pod ${target.namespace}/${target.pod}`;
  const { promise: status, resolve } = Promise.withResolvers<JsonObject>();
  const onMessage = (number: number, content: Buffer) => {
    if (number === channel.status) {
      resolve(readStatus(content));
    } else {
      onOutput(content);
    }
  };
  const channels = await openChannels(way, { path, protocols, what, userAgent, signal, onMessage });
  const resize = ({ columns, rows }: TerminalSize) =>
    channels.send(channel.resize, Buffer.from(JSON.stringify({ Width: columns, Height: rows })));
  resize(size);
  const cut = channels.closed.then((reason) => {
    throw apiFailure('kubernetes.exec-cut', { what, reason });
  });
  cut.catch(() => undefined);
  return {
    input: (text) => channels.send(channel.stdin, Buffer.from(text)),
    resize,
    ended: Promise.race([status, cut]).finally(() => channels.close()),
  };
}

/** Path and query of an exec request. A terminal has one output for all. */
function execPath(
  target: ExecTarget,
  command: string[],
  { stdin, tty }: { stdin: boolean; tty: boolean },
): string {
  const query = new URLSearchParams({
    stdout: 'true',
    stderr: String(!tty),
    stdin: String(stdin),
    ...(tty && { tty: 'true' }),
  });
  if (target.container !== undefined) {
    query.set('container', target.container);
  }
  for (const word of command) {
    query.append('command', word);
  }
  const namespace = encodeURIComponent(target.namespace);
  return `/api/v1/namespaces/${namespace}/pods/${encodeURIComponent(target.pod)}/exec?${query}`;
}

function readStatus(content: Buffer): JsonObject {
  try {
    const value: unknown = JSON.parse(content.toString('utf8'));
    return isObject(value) ? value : {};
  } catch {
    return { status: 'Failure', message: content.toString('utf8') };
  }
}
