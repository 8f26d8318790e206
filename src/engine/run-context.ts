import type { Message } from '../messages/types.ts';
import type { LazyBridge } from './bridge/lazy-bridge.ts';
import type { Controls } from './controls/controls.ts';
import type { Emitter } from './emitter.ts';
import type { Interruption, RunStatus } from './events.ts';
import type { Inspector } from './inspect/inspector.ts';
import type { LastOutputs } from './inspect/last-outputs.ts';
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
  /** Undefined when there are none. */
  controls?: Controls;
  /** JSON pointers of the activities before any control changed the experiment. */
  readonly origins: WeakMap<PyObject, string>;
  /** The user's Python. */
  readonly python: LazyBridge;
  readonly inner: InnerCut;
  /** Where the run has a gate: what looks into it, and what it looks at. */
  readonly inspector?: Inspector;
  readonly outputs?: LastOutputs;
  /** A new id for an event's subject. */
  id(prefix: string): string;
}

/** Lets the code that a run calls cut it. */
export interface InnerCut {
  readonly signal: AbortSignal;
  /** Whether rollbacks are left out whatever the strategy. */
  readonly ungraceful: boolean;
  /** The first one counts. */
  cut(by: Interruption, ungraceful?: boolean): void;
}

/** What the verdict is made of. */
export interface RunState {
  /** Undefined until something decides it. */
  status: RunStatus | undefined;
  deviated: boolean;
  error?: Message;
  /** Who cut the run, if it was code that the run called. */
  interruption?: Interruption;
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
