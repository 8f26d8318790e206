import type { Gate } from '../../engine/gate.ts';
import type { Evaluation, Inspection } from '../../engine/inspect/inspector.ts';
import type { RunView } from '../../engine/view.ts';
import type { ParsedDocument } from '../../experiment/document.ts';
import type { Message } from '../../messages/types.ts';
import type { LaunchArguments } from './configuration.ts';

/** What a run tells who debugs it. */
export interface Watcher {
  /** An activity is about to be played: settles when it may. */
  arrived: Gate['arrive'];
  /** Something happened; with new lines of the log. */
  progress(log: readonly string[]): void;
}

/** An experiment that is debugged: its text as it was at the start, and its run. */
export interface Debuggee {
  /** How the protocol names its document: a path, or an address. */
  readonly path: string;
  /** For people. */
  readonly name: string;
  readonly document: ParsedDocument;
  /** Of its run, once that has begun. */
  readonly view: RunView | undefined;
  /**
   * Runs it to its end.
   * @throws HumanError why it could not be run
   */
  run(watcher: Watcher): Promise<void>;
  /** No new activity; rollbacks follow the strategy. */
  stop(): Promise<void>;
  /** What it knows at a step. */
  inspect(pointer: string): Promise<Inspection>;
  /** @param pointer of the step where it is held */
  evaluate(expression: string, pointer: string | undefined): Promise<Evaluation>;
}

/** What the adapter needs from the editor. */
export interface DebugHost {
  /** @throws HumanError what keeps it from being run */
  open(launch: LaunchArguments): Promise<Debuggee>;
  /** A sentence in the editor's language. */
  text(message: Message): string;
  /** The text of anything thrown. */
  words(error: unknown): string;
  /** In the editor's language: what the end of a run means. */
  verdict(view: RunView): string;
}
