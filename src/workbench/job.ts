import type { RunEvent } from '../engine/events.ts';
import type { PauseControl, RunOptions, RunResult } from '../engine/run-types.ts';
import type { Format } from '../experiment/document.ts';
import type { JsonObject } from '../experiment/json.ts';
import type { ConnectionChoice, Consent } from '../kubernetes/consent.ts';

/** An experiment to run, as plain data: it crosses from the editor into the worker. */
export interface RunJob {
  /** The text as it is on the screen; saved or not. */
  text: string;
  format: Format;
  /** Path, for people and for the journal's readers. */
  source?: string;
  /** Folder of the experiment: relative paths start here. */
  cwd: string;
  options: RunOptions;
  connection: ConnectionChoice;
  /** Variables of the run that beat those of the process around it. */
  environment?: Record<string, string>;
  /** Also write the journal here. */
  journalPath?: string;
  /** The `runtime` block of the user's Chaos Toolkit settings. */
  settingsRuntime?: JsonObject;
  /** Run although validation found errors. */
  skipValidation?: boolean;
  /** Allow actions without name and selector, which take a whole namespace. */
  allowUnscoped?: boolean;
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
}

/** A run that has ended, and where it is kept. */
export interface RunOutcome extends RunResult {
  runId: string;
  /** The run's folder in the state folder. */
  folder: string;
  /** Path of the journal in that folder. */
  journal: string;
}
