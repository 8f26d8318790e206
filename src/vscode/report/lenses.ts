import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../disposable.ts';
import { COMMANDS } from '../ids.ts';
import { isJournal } from '../matcher.ts';
import type { ReportNeeds } from './index.ts';

/** The lens over the first line of a journal: a person opens one to read it. */
export class ReportLenses implements vscode.CodeLensProvider, Disposable {
  readonly #needs: ReportNeeds;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(needs: ReportNeeds) {
    this.#needs = needs;
    this.#store.add(needs.lenses.onDidChange(() => this.#changed.fire()));
    const selector = [{ language: 'json' }, { language: 'jsonc' }];
    this.#store.add(vscode.languages.registerCodeLensProvider(selector, this));
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const { lenses, text } = this.#needs;
    if (!lenses.for(document.uri) || !isJournal(document)) {
      return [];
    }
    return [
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
        title: text({ code: 'report.lens' }),
        tooltip: text({ code: 'report.lens-tip' }),
        command: COMMANDS.exportReport,
        arguments: [document.uri],
      }),
    ];
  }

  dispose(): void {
    this.#store.dispose();
  }
}
