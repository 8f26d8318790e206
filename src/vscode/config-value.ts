import * as vscode from 'vscode';
import type { Disposable } from './disposable.ts';
import { Emitter } from './emitter.ts';
import { SECTION, SETTINGS } from './ids.ts';

/** One setting: its value now, and an event when it changes. */
export class ConfigValue<T> implements Disposable {
  readonly #name: string;
  readonly #standard: T;
  readonly #changed = new Emitter<T>();
  readonly #subscription: Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(name: string, standard: T) {
    this.#name = name;
    this.#standard = standard;
    this.#subscription = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.${name}`)) {
        this.#changed.fire(this.value);
      }
    });
  }

  get value(): T {
    return this.for(undefined);
  }

  /** The value for a document: settings of its folder count. */
  for(scope: vscode.Uri | undefined): T {
    return vscode.workspace.getConfiguration(SECTION, scope).get<T>(this.#name) ?? this.#standard;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

/** All settings. Defaults stand in package.json too, where people read them. */
export class Settings implements Disposable {
  readonly lenses = new ConfigValue<boolean>(SETTINGS.lenses, true);
  /** Words beside the text, where the editor shows such at all. */
  readonly hints = new ConfigValue<boolean>(SETTINGS.hints, true);
  /** Globs of file names that are experiments beside the usual ones. */
  readonly files = new ConfigValue<string[]>(SETTINGS.files, []);
  /** Paths as in KUBECONFIG; empty takes the environment's. */
  readonly kubeconfig = new ConfigValue<string>(SETTINGS.kubeconfig, '');
  /** Where the journal is also written; relative to the experiment's folder; empty: nowhere. */
  readonly journalPath = new ConfigValue<string>(SETTINGS.journalPath, '');
  /** Of experiments that are written for a workload. */
  readonly createFormat = new ConfigValue<'json' | 'yaml'>(SETTINGS.createFormat, 'json');
  readonly showPanel = new ConfigValue<boolean>(SETTINGS.showPanel, true);
  /** Variables of runs, name → text, as the person wrote them. */
  readonly environment = new ConfigValue<Record<string, unknown>>(SETTINGS.environment, {});
  /** Path of the user's Python; empty takes the choice of others. */
  readonly interpreter = new ConfigValue<string>(SETTINGS.interpreter, '');

  dispose(): void {
    for (const value of [
      this.lenses,
      this.hints,
      this.files,
      this.kubeconfig,
      this.journalPath,
      this.createFormat,
      this.showPanel,
      this.environment,
      this.interpreter,
    ]) {
      value.dispose();
    }
  }
}
