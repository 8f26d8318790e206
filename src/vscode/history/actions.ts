import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import { isJournal } from '../matcher.ts';
import type { RunPanels } from '../running/panels.ts';
import { revealActivity } from '../running/reveal.ts';
import type { Services } from '../services.ts';
import type { RunNode } from './run-node.ts';

/** What can be done to past runs. */
export class HistoryActions {
  readonly #services: Services;
  readonly #panels: RunPanels;
  readonly #selected: () => readonly RunNode[];

  /** @param selected what is selected in the view */
  constructor(services: Services, panels: RunPanels, selected: () => readonly RunNode[]) {
    this.#services = services;
    this.#panels = panels;
    this.#selected = selected;
  }

  /** Two runs that are selected, the older one first; of one, it and the run before it. */
  async compare(...given: unknown[]): Promise<void> {
    const nodes = this.#nodes(given).toSorted((a, b) => a.runId.localeCompare(b.runId));
    const [newest, other] = [nodes.at(-1), nodes.length > 1 ? nodes[0] : undefined];
    if (newest === undefined) {
      throw new HumanError('editor.history.no-selection');
    }
    const { runId, uri } = newest;
    const asked = { runId, ...(other && { with: other.runId }) };
    if ((await this.#services.worker.call('history.compare', asked)) === undefined) {
      throw new HumanError('editor.history.no-previous');
    }
    await this.#panels.showPast(runId, uri, other?.runId);
  }

  /** Removes runs after a question. @returns whether something was removed */
  async remove(...given: unknown[]): Promise<boolean> {
    const nodes = this.#nodes(given);
    if (nodes.length === 0) {
      throw new HumanError('editor.history.no-selection');
    }
    const { text, worker } = this.#services;
    const owing = nodes.filter(({ run }) => run.owed > 0).length;
    const detail = [
      text({ code: 'editor.history.delete-detail' }),
      ...(owing > 0 ? [text({ code: 'editor.history.delete-owed', args: { count: owing } })] : []),
    ].join('\n\n');
    const yes = text({ code: 'editor.history.delete' });
    const question = { code: 'editor.history.delete-question', args: { count: nodes.length } };
    const answer = await vscode.window.showWarningMessage(
      text(question),
      { modal: true, detail },
      yes,
    );
    if (answer !== yes) {
      return false;
    }
    await worker.call('history.delete', { runIds: nodes.map(({ runId }) => runId) });
    return true;
  }

  /** Opens the experiment of a run, as it is now. */
  async openExperiment(...given: unknown[]): Promise<void> {
    const [node] = this.#nodes(given);
    const file = node?.run.file;
    if (file === undefined) {
      throw new HumanError('editor.history.no-selection');
    }
    await revealActivity(vscode.Uri.file(file).toString(), '');
  }

  /** Shows a journal in the run panel: the one that is given, else the active editor's. */
  async openJournal(resource: unknown): Promise<void> {
    const active = vscode.window.activeTextEditor?.document;
    const uri =
      resource instanceof vscode.Uri
        ? resource
        : active !== undefined && isJournal(active)
          ? active.uri
          : undefined;
    if (uri === undefined) {
      throw new HumanError('editor.history.no-journal');
    }
    await this.#panels.showJournal(uri.toString());
  }

  /** What a menu was opened on, with all that is selected; without a menu, the selection. */
  #nodes([node, all]: unknown[]): readonly RunNode[] {
    if (Array.isArray(all) && all.length > 0) {
      return all as RunNode[];
    }
    const given = (node as RunNode | undefined)?.runId === undefined ? [] : [node as RunNode];
    return given.length > 0 ? given : this.#selected();
  }
}
