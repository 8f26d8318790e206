import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../disposable.ts';
import { type Documents, SELECTOR } from '../documents.ts';
import type { Services } from '../services.ts';
import { lensItems } from './lens-text.ts';
import { optionsSummary } from './options-text.ts';
import type { Runs } from './runs.ts';

/** The lenses over the first line of an experiment; drawn again at steps, never at each second. */
export class RunLenses implements vscode.CodeLensProvider, Disposable {
  readonly #services: Services;
  readonly #documents: Documents;
  readonly #runs: Runs;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;
  #shown = '';

  constructor(services: Services, documents: Documents, runs: Runs) {
    this.#services = services;
    this.#documents = documents;
    this.#runs = runs;
    const again = () => this.#changed.fire();
    const { target, history, runOptions, settings } = services;
    for (const event of [
      target.onDidChange(again),
      history.onDidChange(again),
      runOptions.onDidChange(again),
      settings.lenses.onDidChange(again),
      settings.files.onDidChange(again),
      vscode.workspace.onDidGrantWorkspaceTrust(again),
      runs.onDidChange(() => this.#stepChanged()),
      vscode.languages.registerCodeLensProvider(SELECTOR, this),
    ]) {
      this.#store.add(event);
    }
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const { settings, target, history, runOptions, text } = this.#services;
    if (!settings.lenses.for(document.uri) || !this.#documents.isExperiment(document)) {
      return [];
    }
    const uri = document.uri.toString();
    const session = this.#runs.of(uri);
    const last = history.lastOf(uri);
    const items = lensItems(
      {
        uri,
        trusted: vscode.workspace.isTrusted,
        ...(session !== undefined && {
          running: { step: session.step, stopping: session.stopping },
        }),
        target: target.describe(text({ code: 'editor.explorer.bar-none' })),
        options: optionsSummary(runOptions.of(uri), text),
        last,
        lastTime: last === undefined ? '' : timeOf(last.at),
      },
      text,
    );
    const line = new vscode.Range(0, 0, 0, 0);
    return items.map((item) => new vscode.CodeLens(line, item));
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Ten messages a second may come; the lenses change only with the step's name. */
  #stepChanged(): void {
    const shown = JSON.stringify(
      this.#runs.all().map((session) => [session.uri, session.step, session.stopping]),
    );
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#changed.fire();
    }
  }
}

/** `12:01` today, with the date on other days. */
function timeOf(at: string): string {
  const time = new Date(at);
  const today = new Date().toDateString() === time.toDateString();
  return time.toLocaleString(vscode.env.language, {
    ...(!today && { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}
