import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../disposable.ts';
import type { Services } from '../services.ts';
import type { PanelState } from '../webview/protocol.ts';
import type { Owed } from './owed.ts';
import { type PanelActions, RunPanel } from './panel.ts';
import { followElsewhere, pastRun } from './past.ts';
import type { Change, Runs } from './runs.ts';
import type { Session } from './session.ts';

/** All run panels: one per experiment, used again for its next run. */
export class PanelSet implements Disposable {
  readonly #services: Services;
  readonly #owed: Owed;
  readonly #actions: PanelActions;
  readonly #store = new DisposableStore();
  readonly #panels = new Set<RunPanel>();

  constructor(services: Services, runs: Runs, owed: Owed, actions: PanelActions) {
    this.#services = services;
    this.#owed = owed;
    this.#actions = actions;
    this.#store.add(
      runs.onDidChange((change) => {
        for (const panel of this.#panels) {
          panel.changed(change);
        }
        this.#compareEnded(change);
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

  /**
   * Shows a run of the past, from its events in the state folder, beside the run before it.
   * @param compareWith the run it is held against instead
   */
  async showPast(runId: string, uri: string | undefined, compareWith?: string): Promise<void> {
    const idle = uri === undefined ? undefined : this.#of(uri);
    const panel = this.#showing(runId) ?? (idle?.busy ? undefined : idle) ?? this.#add();
    panel.reveal();
    const state = { runId, opened: [], ...(uri !== undefined && { uri }) };
    await this.#load(panel, state, compareWith);
  }

  /** Shows the run that a journal tells of, whoever wrote it. */
  async showJournal(uri: string): Promise<void> {
    const panel = [...this.#panels].find(({ journal }) => journal === uri) ?? this.#add();
    panel.reveal();
    await this.#load(panel, { journal: uri, opened: [] });
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Fills a panel that the editor has kept over its restart. */
  async restore(webview: vscode.WebviewPanel, state: PanelState | undefined): Promise<void> {
    const panel = this.#add(webview);
    if ((state?.journal ?? state?.runId) === undefined) {
      panel.dispose();
    } else {
      await this.#load(panel, state ?? { opened: [] });
    }
  }

  async #load(panel: RunPanel, state: PanelState, compareWith?: string): Promise<void> {
    panel.say('waiting', this.#services.text({ code: 'editor.panel.loading' }));
    try {
      if (state.journal !== undefined) {
        const { journalView } = await import('../history/journal-view.ts');
        panel.show({ view: await journalView(state.journal), journal: state.journal });
      } else {
        await this.#loadRun(panel, state.runId ?? '', state.uri, compareWith);
      }
    } catch (error) {
      panel.say('failed', this.#services.words(error));
    }
  }

  async #loadRun(
    panel: RunPanel,
    runId: string,
    uri: string | undefined,
    compareWith: string | undefined,
  ): Promise<void> {
    const { view, live } = await pastRun(this.#services, runId);
    panel.show({ view, ...(uri !== undefined && { uri }) });
    if (live) {
      void followElsewhere(this.#services, panel, runId);
    } else {
      await this.#compare(panel, runId, compareWith);
    }
    await this.#owed.refresh();
  }

  /** A run of this window has ended: what is different from the one before? */
  #compareEnded({ session }: Change): void {
    const runId = session.view?.run;
    const panel = [...this.#panels].find((one) => one.runId === runId);
    if (session.ended && runId !== undefined && panel !== undefined) {
      void this.#compare(panel, runId);
    }
  }

  /** A comparison is an extra: where it can't be made, there is none. */
  async #compare(panel: RunPanel, runId: string, other?: string): Promise<void> {
    const { worker, log } = this.#services;
    try {
      const asked = { runId, ...(other !== undefined && { with: other }) };
      const comparison = await worker.call('history.compare', asked);
      if (comparison !== undefined && panel.runId === runId) {
        panel.compared(comparison);
      }
    } catch (error) {
      log().appendLine(String(error));
    }
  }

  #showing(runId: string): RunPanel | undefined {
    return [...this.#panels].find((panel) => panel.runId === runId);
  }

  #of(uri: string): RunPanel | undefined {
    return [...this.#panels].find((panel) => panel.uri === uri);
  }

  #add(existing?: vscode.WebviewPanel): RunPanel {
    const panel = new RunPanel(this.#services, this.#owed, this.#actions, existing);
    this.#panels.add(panel);
    panel.onDidDispose(() => this.#panels.delete(panel));
    return panel;
  }
}
