import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../disposable.ts';
import { PANELS } from '../ids.ts';
import type { Services } from '../services.ts';
import type { PanelState } from '../webview/protocol.ts';
import type { Owed } from './owed.ts';
import type { PanelActions } from './panel.ts';
import type { PanelSet } from './panel-set.ts';
import type { Runs } from './runs.ts';
import type { Session } from './session.ts';

/** The run panels; their code is loaded with the first of them. */
export class RunPanels implements Disposable {
  readonly #store = new DisposableStore();
  readonly #report: (error: unknown) => void;
  readonly #make: () => Promise<PanelSet>;
  #set: Promise<PanelSet> | undefined;

  constructor(services: Services, runs: Runs, owed: Owed, actions: PanelActions) {
    this.#report = services.report;
    this.#make = async () => {
      const { PanelSet } = await import('./panel-set.ts');
      return this.#store.add(new PanelSet(services, runs, owed, actions));
    };
    this.#store.add(
      vscode.window.registerWebviewPanelSerializer(PANELS.run, {
        deserializeWebviewPanel: async (webview, state: PanelState | undefined) =>
          (await this.#get()).restore(webview, state),
      }),
    );
  }

  /** Shows a run of this window beside the editor. */
  show(session: Session): void {
    this.#get().then((panels) => panels.show(session), this.#report);
  }

  /** Shows why a run did not start, where the run would have been shown; false where no panel is. */
  async failed(uri: string, text: string): Promise<boolean> {
    return (await this.#set)?.failed(uri, text) ?? false;
  }

  /** See PanelSet.showPast. */
  async showPast(runId: string, uri: string | undefined, compareWith?: string): Promise<void> {
    await (await this.#get()).showPast(runId, uri, compareWith);
  }

  /** Shows the run that a journal tells of, whoever wrote it. */
  async showJournal(uri: string): Promise<void> {
    await (await this.#get()).showJournal(uri);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #get(): Promise<PanelSet> {
    this.#set ??= this.#make();
    return this.#set;
  }
}
