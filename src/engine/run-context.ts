import type { Message } from '../messages/types.ts';
import type { Emitter } from './emitter.ts';
import type { RunStatus } from './events.ts';
import type { PyObject } from './python/value.ts';
import type { RunRequest } from './run-types.ts';
import type { Step } from './steps.ts';
import type { Scope } from './substitute.ts';

/** What the parts of the engine share in one run. */
export interface RunContext {
  readonly request: RunRequest;
  readonly emitter: Emitter;
  /** The experiment; values judged by a probe are written into it, as in the original. */
  readonly experiment: PyObject;
  readonly named: ReadonlyMap<string, Step>;
  readonly scope: Scope;
  readonly state: RunState;
  /** A new id for an event's subject. */
  id(prefix: string): string;
}

/** What the verdict is made of. */
export interface RunState {
  /** Undefined until something decides it. */
  status: RunStatus | undefined;
  deviated: boolean;
  error?: Message;
  /** Whether a probe as tolerance wrote its value into the experiment. */
  rewritten: boolean;
}

/** Where in a run an activity is played. */
export interface Stage {
  phase: 'before' | 'method' | 'during' | 'after' | 'rollbacks';
  /** Parent of its events. */
  parent: string;
  /** Cuts what is played. */
  signal: AbortSignal;
}

/** Whether nothing further is to be played. */
export function isOver(state: RunState): boolean {
  return state.status === 'aborted' || state.status === 'failed' || state.status === 'interrupted';
}
