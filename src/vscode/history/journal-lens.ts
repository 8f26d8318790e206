import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../disposable.ts';
import { COMMANDS } from '../ids.ts';
import { isJournal } from '../matcher.ts';
import type { Services } from '../services.ts';

/** The lens over a journal that shows it as a run. */
export class JournalLens implements vscode.CodeLensProvider, Disposable {
  readonly #services: Pick<Services, 'settings' | 'text'>;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(services: Pick<Services, 'settings' | 'text'>) {
    this.#services = services;
    this.#store.add(services.settings.lenses.onDidChange(() => this.#changed.fire()));
    const selector = [{ language: 'json' }, { language: 'jsonc' }];
    this.#store.add(vscode.languages.registerCodeLensProvider(selector, this));
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const { settings, text } = this.#services;
    if (!settings.lenses.for(document.uri) || !isJournal(document)) {
      return [];
    }
    return [
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
        title: text({ code: 'editor.history.lens' }),
        tooltip: text({ code: 'editor.history.lens-tip' }),
        command: COMMANDS.openInPanel,
        arguments: [document.uri],
      }),
    ];
  }

  dispose(): void {
    this.#store.dispose();
  }
}
