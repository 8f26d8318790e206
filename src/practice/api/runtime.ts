import type { Readable, Writable } from 'node:stream';
import type { JsonObject } from '../../experiment/json.ts';
import type { KubeObject } from './objects.ts';

/** A line that a container wrote. */
export interface LogLine {
  /** ISO 8601, with fractions of a second. */
  time: string;
  /** Without its end of line. */
  text: string;
}

/** What a container has written, and what it writes from then on. */
export interface ContainerLog {
  past: readonly LogLine[];
  /** Ends when the container does, or the signal aborts. */
  following: AsyncIterable<LogLine>;
}

/** Streams of a command; each is there only if the client asked for it. */
export interface ExecStreams {
  stdin?: Readable;
  stdout?: Writable;
  stderr?: Writable;
  tty: boolean;
}

/**
 * What nodes do for the API server: logs of containers and commands in them. A refusal is thrown as
 * ApiError, such as 400 for a container that has not started.
 */
export interface NodeRuntime {
  /**
   * The log of a container.
   * @param previous of the container that ran before the last restart
   */
  log(
    pod: KubeObject,
    container: string,
    previous: boolean,
    signal: AbortSignal,
  ): Promise<ContainerLog>;

  /**
   * Runs a command in a container, and returns when it has ended and all is written.
   * @returns the Status that goes to the client: `{status: 'Success'}`, or Failure with reason
   * `NonZeroExitCode` and the code in `details.causes` (reason `ExitCode`); see `exitStatus`
   */
  exec(
    pod: KubeObject,
    container: string,
    command: readonly string[],
    streams: ExecStreams,
    signal: AbortSignal,
  ): Promise<JsonObject>;

  /**
   * The port on 127.0.0.1 at which a port of a pod, or of a service with a ready endpoint, is reached.
   * @returns undefined where nobody listens
   */
  reach(object: KubeObject, port: number): number | undefined;
}

/** The Status of a command that ended with an exit code. */
export function exitStatus(code: number): JsonObject {
  const base = { metadata: {}, kind: 'Status', apiVersion: 'v1' };
  return code === 0
    ? { ...base, status: 'Success' }
    : {
        ...base,
        status: 'Failure',
        reason: 'NonZeroExitCode',
        message: `command terminated with non-zero exit code: command terminated with exit code ${code}`,
        details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
      };
}
