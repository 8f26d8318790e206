import type { ObjectChange } from '../kubernetes/change.ts';
import type { ExecTarget, TerminalSize } from '../kubernetes/exec.ts';
import type { ObjectRef } from '../kubernetes/seed.ts';
import type { Message } from '../messages/types.ts';
import type { PolicySettings } from '../workbench/job.ts';

/** Which policies hold for what a person does by hand. */
export interface Policed {
  /** The workspace's first folder. */
  folder?: string;
  policySettings: PolicySettings[];
}

/** An object of an open connection. */
export interface ConnectedObject {
  connection: string;
  object: ObjectRef;
}

/** A log that is wanted. */
export interface LogWanted {
  namespace: string;
  pod: string;
  container: string;
  /** That of the container before its last restart; it is not followed. */
  previous: boolean;
  /** Lines of the past. */
  tail: number;
}

/** A port that an object listens on. */
export interface ObjectPort {
  port: number;
  name?: string;
}

/**
 * What is done to objects of the explorer. Errors are HumanErrors `kubernetes.*` and, of all that
 * changes something or runs something, `policy.*` and `editor.untrusted`.
 */
export type ObjectMethods = {
  /** The object as YAML, without what only servers read. */
  'object.yaml': (params: ConnectedObject, signal: AbortSignal) => Promise<string>;
  /** The object, its state and its events in plain text. */
  'object.describe': (params: ConnectedObject, signal: AbortSignal) => Promise<string>;
  /** `object.text` tells what goes on. */
  'object.change': (
    params: ConnectedObject & Policed & { handle: string; change: ObjectChange },
    signal: AbortSignal,
  ) => Promise<void>;
  /** `object.text` brings it; resolves when it has ended. */
  'object.log': (
    params: { connection: string; handle: string; log: LogWanted },
    signal: AbortSignal,
  ) => Promise<void>;
  /** TCP ports of a pod's containers or of a service. */
  'object.ports': (params: ConnectedObject, signal: AbortSignal) => Promise<ObjectPort[]>;
  /** A shell with a terminal; `object.text` brings its output. Resolves with the exit code. */
  'shell.open': (
    params: Policed & {
      connection: string;
      handle: string;
      target: ExecTarget;
      size: TerminalSize;
    },
    signal: AbortSignal,
  ) => Promise<number>;
  'shell.input': (params: { handle: string; text: string }) => void;
  'shell.resize': (params: { handle: string; size: TerminalSize }) => void;
  /** One line through `sh -c`, without a terminal: its output and exit code. */
  'shell.line': (
    params: Policed & { connection: string; target: ExecTarget; line: string },
    signal: AbortSignal,
  ) => Promise<{ output: string; code: number }>;
  /** A local port that leads to one of a pod, or of a pod behind a service. Gives the local one. */
  'forward.open': (
    params: ConnectedObject & { handle: string; port: number },
    signal: AbortSignal,
  ) => Promise<number>;
  'forward.close': (params: { handle: string }) => void;
};

/** What is told of them; all are notes. */
export type ObjectHostMethods = {
  'object.text': (params: { handle: string; text: string }) => void;
  /** A connection through a forwarded port failed; the port stays. */
  'forward.failed': (params: { handle: string; error: Message }) => void;
};
