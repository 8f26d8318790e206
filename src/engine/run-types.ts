import type { JsonObject } from '../experiment/json.ts';
import type { DryMode, HypothesisStrategy, RollbackStrategy } from '../experiment/model.ts';
import type { Message } from '../messages/types.ts';
import type { Platform } from '../platform/platform.ts';
import type { LazyBridge } from './bridge/lazy-bridge.ts';
import type { EventSink, Interruption, RunStatus } from './events.ts';
import type { Gate } from './gate.ts';
import type { NativeProvider } from './native.ts';
import type { PyObject } from './python/value.ts';

/** What a person chose for one run; it beats the experiment's own `runtime`. */
export interface RunOptions {
  hypothesisStrategy?: HypothesisStrategy;
  /** Seconds between two checks of a hypothesis that is watched continuously. */
  hypothesisFrequency?: number;
  failFast?: boolean;
  rollbackStrategy?: RollbackStrategy;
  dry?: DryMode;
  /**
   * JSON pointer of the one step that is played, of the hypothesis, the method or the rollbacks:
   * nothing is asked before or after it, and no rollbacks follow.
   */
  only?: string;
  /** Values that replace declared configuration entries, already typed. */
  configurationVars?: PyObject;
  /** The same for secrets, which only a var file can give: scope, then name. */
  secretsVars?: PyObject;
}

/** Everything a run needs; nothing is read from the process itself. */
export interface RunRequest {
  runId: string;
  experiment: JsonObject;
  /** Pointers of whole numbers written as floating point, see ParsedDocument.floats. */
  floats: ReadonlySet<string>;
  /** Path or URL, for the journal's readers. */
  source?: string;
  /** Absolute path, where it is a file of this machine. */
  file?: string;
  options: RunOptions;
  /** The `runtime` block of the user's Chaos Toolkit settings; the experiment's own beats it. */
  settingsRuntime?: JsonObject;
  /** All of these settings: controls are told them, and its `controls` come to every experiment. */
  settings?: PyObject;
  /** Contents of further files of such controls: names and controls. */
  controlFiles?: PyObject[];
  environment: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths of process activities start from. */
  cwd: string;
  /** How this system starts and ends processes. */
  platform: Platform;
  native: NativeProvider;
  /** The Python that functions are called in which are not native. */
  python?: PythonChoice;
  /** The one that has been called before the run, if there is one; it ends with the run. */
  bridge?: LazyBridge;
  sink: EventSink;
  /** Aborted to stop: no new activity, the running one is cut, rollbacks follow the strategy. */
  stop: AbortSignal;
  /** Aborted to kill: rollbacks end too. Both signals' `reason` is an Interruption. */
  kill: AbortSignal;
  /** Lets a person end the current pause early. */
  pauses?: PauseControl;
  /** Holds the run before each activity, and may look into it meanwhile. */
  gate?: Gate;
}

/** Which Python is the user's. */
export interface PythonChoice {
  /** Path or name; else the active virtual environment's, else the first on PATH. */
  interpreter?: string;
}

/** Ends a pause before its time. */
export interface PauseControl {
  /** Called at the start of each pause with the function that ends it. */
  started(pauseId: string, skip: () => void): void;
}

/** How a run ended; exit code 0 means completed and not deviated, 1 all else. */
export interface RunResult {
  status: RunStatus;
  deviated: boolean;
  interruption?: Interruption;
  /** Why it was aborted, in words. */
  error?: Message;
}
