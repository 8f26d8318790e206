import type { Comparison } from '../../engine/compare.ts';
import type { RunView } from '../../engine/view.ts';
import type { Patch } from '../../worker/patch.ts';

/** What the page is allowed to offer; buttons that could do nothing are left out. */
export interface PanelAbilities {
  /** The experiment can be started again from here. */
  runAgain: boolean;
  /** A journal can be opened. */
  journal: boolean;
  /** The run belongs to this window and can be stopped, its pauses skipped. */
  control: boolean;
  /** Names lead to a file. */
  reveal: boolean;
  /** What undoing would put back, as a button says it; missing when the run has left nothing. */
  undo?: string;
}

/** From the editor to the page. */
export type ToPage =
  | {
      type: 'view';
      view: RunView;
      abilities: PanelAbilities;
      /** BCP 47 tag for words and figures. */
      language: string;
      /** Of the document, kept by the page so that it can be restored. */
      uri?: string;
      /** Of the journal's document, in place of a run of the state folder. */
      journal?: string;
    }
  | { type: 'patch'; patch: Patch }
  | { type: 'abilities'; abilities: PanelAbilities }
  /** The run held against an earlier one; missing where there is none. */
  | { type: 'comparison'; comparison?: Comparison }
  | { type: 'waiting'; text: string; language: string }
  | { type: 'failed'; text: string; language: string; runAgain: boolean };

/** From the page to the editor. */
export type FromPage =
  | { type: 'ready' }
  | { type: 'runAgain' }
  | { type: 'stop' }
  | { type: 'journal' }
  | { type: 'report' }
  | { type: 'undo' }
  | { type: 'openRun'; runId: string }
  | { type: 'skip'; pauseId: string }
  | { type: 'reveal'; pointer: string }
  | { type: 'copy'; text: string };

/** What the page keeps over a restart of the editor. */
export interface PanelState {
  runId?: string;
  uri?: string;
  journal?: string;
  title?: string;
  /** Ids of rows whose output is open. */
  opened: string[];
}
