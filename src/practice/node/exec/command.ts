import type { Readable } from 'node:stream';
import type { RunningContainer } from '../container-start.ts';
import type { Network, PodPlace } from '../network.ts';

/** The container that a command works on. */
export interface CommandTarget {
  running: RunningContainer;
  place: PodPlace;
  network: Network;
}

/** What a command is given. */
export interface CommandCall extends CommandTarget {
  /** Without the command's own name. */
  args: readonly string[];
  /** Ends when the client has nothing more to say; undefined where it sends nothing. */
  stdin: Readable | undefined;
  out(content: Uint8Array | string): Promise<void>;
  err(text: string): Promise<void>;
  /** The client is gone, or its time is over. */
  signal: AbortSignal;
}

/** Does what a program of that name would do; returns its exit code. */
export type Command = (call: CommandCall) => Promise<number>;
