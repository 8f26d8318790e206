import type { PyObject, PyValue } from '../python/value.ts';
import type { RunContext } from '../run-context.ts';
import type { Level } from './applying.ts';

/** What a control is told when it is called. */
export interface ControlCall {
  readonly control: PyObject;
  /** Substituted where the original substitutes. */
  readonly arguments: PyObject;
  readonly run: RunContext;
  readonly signal: AbortSignal;
  /** Beside others, as an activity in the background is. */
  readonly thread: boolean;
}

/** The same around something that is played. */
export interface HookCall extends ControlCall {
  readonly level: Level;
  readonly when: 'before' | 'after';
  /** Experiment, hypothesis or activity; it may be changed in place. */
  readonly context: PyObject;
  /** JSON pointer of the context in the experiment; undefined when it is not in there. */
  readonly pointer?: string;
  /** What came of it, where the original tells that: it may be changed in place. */
  readonly state: PyValue;
}

/** A control of some module. What it throws is dropped, unless it is `Interrupted`. */
export interface ControlModule {
  /** @throws when it must not be applied at all, for a global control */
  configure?(call: ControlCall & { readonly global: boolean }): Promise<void>;
  /** Changes to context and state are made in place. */
  apply(call: HookCall): Promise<void>;
  cleanup?(call: Omit<ControlCall, 'arguments'>): Promise<void>;
}
