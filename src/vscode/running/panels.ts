import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../disposable.ts';
import { PANELS } from '../ids.ts';
import type { Services } from '../services.ts';
import type { PanelState } from '../webview/protocol.ts';
import { type PanelActions, RunPanel } from './panel.ts';
import type { Runs } from './runs.ts';
import type { Session } from './session.ts';

/** All run panels: one per experiment, used again for its next run. */
export class RunPanels implements Disposable {
  readonly #services: Services;
  readonly #actions: PanelActions;
  readonly #store = new DisposableStore();
  readonly #panels = new Set<RunPanel>();

  constructor(services: Services, runs: Runs, actions: PanelActions) {
    this.#services = services;
    this.#actions = actions;
    this.#store.add(
      runs.onDidChange((change) => {
        for (const panel of this.#panels) {
          panel.changed(change);
        }
      }),
    );
    this.#store.add(
      vscode.window.registerWebviewPanelSerializer(PANELS.run, {
        deserializeWebviewPanel: async (webview, state: PanelState | undefined) =>
          this.#restore(webview, state),
      }),
    );
  }

  /** Shows a run of this window beside the editor. */
  show(session: Session): void {
    const panel = this.#of(session.uri) ?? this.#add();
    panel.show({ session, uri: session.uri });
    panel.reveal();
  }

  /** Shows why a run did not start, where the run would have been shown. */
  failed(uri: string, text: string): boolean {
    const panel = this.#of(uri);
    panel?.say('failed', text);
    return panel !== undefined;
  }

  /** Shows a run of the past, from its events in the state folder. */
  async showPast(runId: string, uri: string | undefined): Promise<void> {
    const panel = (uri === undefined ? undefined : this.#of(uri)) ?? this.#add();
    panel.reveal();
    await this.#load(panel, { runId, opened: [], ...(uri !== undefined && { uri }) });
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #restore(webview: vscode.WebviewPanel, state: PanelState | undefined): Promise<void> {
    const panel = this.#add(webview);
    if (state?.runId === undefined) {
      panel.dispose();
    } else {
      await this.#load(panel, state);
    }
  }

  async #load(panel: RunPanel, state: PanelState): Promise<void> {
    const { text, worker } = this.#services;
    panel.say('waiting', text({ code: 'editor.panel.loading' }));
    try {
      const view = await worker.call('run.view', { runId: state.runId ?? '' });
      panel.show({ view, ...(state.uri !== undefined && { uri: state.uri }) });
    } catch (error) {
      panel.say('failed', this.#services.words(error));
    }
  }

  #of(uri: string): RunPanel | undefined {
    return [...this.#panels].find((panel) => panel.uri === uri);
  }

  #add(existing?: vscode.WebviewPanel): RunPanel {
    const panel = new RunPanel(this.#services, this.#actions, existing);
    this.#panels.add(panel);
    panel.onDidDispose(() => this.#panels.delete(panel));
    return panel;
  }
}
