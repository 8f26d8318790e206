import type { LazyBridge } from '../engine/bridge/lazy-bridge.ts';
import type { RunEvent } from '../engine/events.ts';
import type { Gate } from '../engine/gate.ts';
import type { PauseControl, PythonChoice, RunOptions, RunResult } from '../engine/run-types.ts';
import type { Format } from '../experiment/document.ts';
import type { JsonObject } from '../experiment/json.ts';
import type { ConnectionChoice, Consent } from '../kubernetes/consent.ts';
import type { Policy } from '../kubernetes/policy/rules.ts';
import type { OwedChange } from '../ledger/owed-runs.ts';

/** An experiment to run, as plain data: it crosses from the editor into the worker. */
export interface RunJob {
  /** The text as it is on the screen; saved or not. */
  text: string;
  format: Format;
  /** Path, for people and for the journal's readers. */
  source?: string;
  /** Its absolute path where it is a file of this machine, for the list of past runs. */
  file?: string;
  /** Folder of the experiment: relative paths start here. */
  cwd: string;
  /** Where the experiment lies, if it is elsewhere: its policies count too. */
  folder?: string;
  /** What the editor's settings say about policy; files are looked for in any case. */
  policySettings?: PolicySettings[];
  options: RunOptions;
  /** Values from outside as the command line takes them; files are read when the run starts. */
  given?: { vars: string[]; files: string[] };
  connection: ConnectionChoice;
  /** Variables of the run that beat those of the process around it. */
  environment?: Record<string, string>;
  /** The Python a person chose for functions that are not native. */
  python?: PythonChoice;
  /** Also write the journal here. */
  journalPath?: string;
  /** The `runtime` block of the user's Chaos Toolkit settings. */
  settingsRuntime?: JsonObject;
  /** All of these settings: controls are told them, and its `controls` come to every experiment. */
  settings?: JsonObject;
  /** Further controls for every experiment, by their names. */
  controlFiles?: JsonObject[];
  /** Run although validation found errors. */
  skipValidation?: boolean;
  /** Allow actions without name and selector, which take a whole namespace. */
  allowUnscoped?: boolean;
  /** Refuse when an action of the method would hit nothing. */
  requireTargets?: boolean;
  /** Refuse when something the run needs is not allowed. */
  refuseForbidden?: boolean;
  /** Run beside another run that is at work in the same namespaces. */
  withoutLease?: boolean;
}

/** The editor's settings of one level that are about policy, by their names in a policy. */
export interface PolicySettings {
  level: Policy['level'];
  values: JsonObject;
}

/** What a run takes from the process around it; nothing else is read from there. */
export interface RunSurroundings {
  stop: AbortSignal;
  kill: AbortSignal;
  environment: Readonly<Record<string, string | undefined>>;
  /** False in Restricted Mode: nothing may be executed, so a run is refused. */
  trusted: boolean;
}

/** Who takes part in a run from outside. */
export interface RunHooks {
  consent: Consent;
  /** After the event is on disk; may be slow or throw without harm to the run. */
  onEvent?(event: RunEvent): void;
  pauses?: PauseControl;
  /** Holds the run before each activity. */
  gate?: Gate;
  /** The Python that was called before the run. */
  bridge?: LazyBridge;
}

/** A run that has ended, and where it is kept. */
export interface RunOutcome extends RunResult {
  runId: string;
  /** The run's folder in the state folder. */
  folder: string;
  /** Path of the journal in that folder. */
  journal: string;
  /** What it has left changed in clusters and could be put back. */
  owed: OwedChange[];
}
