import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Platform } from '../../platform/platform.ts';
import { type FromPod, setupVariable, type ToPod } from './protocol.ts';

/** How to start a container's process. */
export interface ProcessCall {
  /** What Node.js gets before the container's own arguments. */
  flags: readonly string[];
  arguments: readonly string[];
  cwd: string;
  /** File with the `Setup`. */
  setup: string;
  platform: Platform;
  onOutput(file: 'stdout' | 'stderr', bytes: Uint8Array): void;
  onMessage(message: FromPod, answer: (message: ToPod) => void): void;
}

/** A container's process. */
export interface PodProcess {
  pid: number;
  /** Its exit code, once it has ended and all its output is read: 128 and the signal's number. */
  ended: Promise<number>;
  /** Asks or ends it, as a signal of that name does. */
  signal(name: NodeJS.Signals): void;
}

/**
 * Starts a container's process. It has nothing of this process's environment.
 * @throws the system's error where it can't be started
 */
export async function startProcess(call: ProcessCall): Promise<PodProcess> {
  const { platform } = call;
  const { runtime } = platform;
  const child = spawn(runtime.program, [...call.flags, ...call.arguments], {
    cwd: call.cwd,
    env: { ...platform.essential, ...runtime.environment, [setupVariable]: call.setup },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    windowsHide: true,
  });
  const ended = ending(child);
  child.stdout?.on('data', (bytes: Uint8Array) => call.onOutput('stdout', bytes));
  child.stderr?.on('data', (bytes: Uint8Array) => call.onOutput('stderr', bytes));
  const say = (message: ToPod) => {
    if (child.connected) {
      child.send(message, () => undefined);
    }
  };
  child.on('message', (message) => {
    if (isFromPod(message)) {
      call.onMessage(message, say);
    }
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.once('spawn', resolve);
  child.on('error', reject);
  await promise;
  return {
    pid: child.pid ?? 0,
    ended,
    signal(name) {
      if (platform.signals || name === 'SIGKILL') {
        child.kill(name);
      } else {
        say({ type: 'signal', signal: name });
      }
    },
  };
}

function ending(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** The container's code could send anything. */
function isFromPod(message: unknown): message is FromPod {
  if (typeof message !== 'object' || message === null) {
    return false;
  }
  const { type, id, port, real, host } = message as Record<string, unknown>;
  switch (type) {
    case 'listening':
      return typeof port === 'number' && typeof real === 'number';
    case 'closed':
      return typeof port === 'number';
    case 'route':
      return typeof id === 'number' && typeof host === 'string' && typeof port === 'number';
    case 'resolve':
      return typeof id === 'number' && typeof host === 'string';
    default:
      return false;
  }
}

/** What a container's process may see of this machine. */
export interface Permissions {
  read: readonly string[];
  write: readonly string[];
}

/** Makes the flags that hold a process to its permissions. */
export type PermissionFlags = (permissions: Permissions) => string[];

/**
 * Finds out once how this Node.js restrains what it runs; not every one can.
 */
export async function findPermissionFlags({
  runtime,
  essential,
}: Platform): Promise<PermissionFlags> {
  const code =
    "process.stdout.write(String(process.allowedNodeEnvironmentFlags.has('--allow-net')))";
  const child = spawn(runtime.program, ['--permission', '-e', code], {
    env: { ...essential, ...runtime.environment },
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  });
  let text = '';
  child.stdout.on('data', (bytes: Uint8Array) => {
    text += Buffer.from(bytes).toString();
  });
  const failed = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
  });
  const status = await Promise.race([ending(child), failed]);
  if (status !== 0) {
    return () => [];
  }
  const net = text === 'true' ? ['--allow-net'] : [];
  return ({ read, write }) => [
    '--permission',
    ...net,
    ...read.map((path) => `--allow-fs-read=${path}`),
    ...write.map((path) => `--allow-fs-write=${path}`),
  ];
}
