import * as vscode from 'vscode';
import { DisposableStore } from '../disposable.ts';
import type { Documents } from '../documents.ts';
import { COMMANDS } from '../ids.ts';
import { practiceKey } from '../target.ts';
import type { Text } from './drawing.ts';
import type { ExplorerModel } from './model.ts';
import { targetContext, targetNamespace } from './state.ts';

/** Which cluster and namespace a run would hit, beside the file it is about. */
export class StatusBar implements vscode.Disposable {
  readonly #model: ExplorerModel;
  readonly #documents: Documents;
  readonly #text: Text;
  readonly #item: vscode.StatusBarItem;
  readonly #store = new DisposableStore();

  constructor(model: ExplorerModel, documents: Documents, text: Text) {
    this.#model = model;
    this.#documents = documents;
    this.#text = text;
    const left = vscode.StatusBarAlignment.Left;
    this.#item = this.#store.add(vscode.window.createStatusBarItem('chaos.target', left, 10));
    this.#item.name = 'Chaos';
    this.#item.command = COMMANDS.switchTarget;
    const draw = () => this.#draw();
    this.#store.add(model.onDidChange(draw));
    this.#store.add(vscode.window.onDidChangeActiveTextEditor(draw));
    draw();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #draw(): void {
    const document = vscode.window.activeTextEditor?.document;
    const here = document !== undefined && this.#documents.isExperiment(document);
    const connected = [...this.#model.clusters.values()].some(({ link }) => link.phase === 'open');
    if (!here && !connected) {
      this.#item.hide();
      return;
    }
    const none = this.#text({ code: 'editor.explorer.bar-none' });
    const key = targetContext(this.#model);
    const context =
      key === practiceKey ? this.#text({ code: 'editor.practice.name' }) : (key ?? none);
    const namespace = targetNamespace(this.#model);
    this.#item.text =
      context === none ? `$(target) ${none}` : `$(target) ${context} · ${namespace}`;
    this.#item.tooltip = this.#text({
      code: 'editor.explorer.bar-tip',
      args: { context, namespace },
    });
    this.#item.show();
  }
}
