import * as vscode from 'vscode';
import { listActivities } from '../../experiment/activities.ts';
import type { Format, ParsedDocument } from '../../experiment/document.ts';
import { isObject } from '../../experiment/json.ts';
import { parseExperiment } from '../../experiment/parse.ts';
import type { Documents } from '../documents.ts';
import { CANDIDATES, findExperiments, isExperimentFile, textOf } from '../experiment-files.ts';
import type { Services } from '../services.ts';
import { Debouncer } from '../writing/debouncer.ts';

/** Milliseconds without a key before a document is read again. */
const quiet = 500;

/** A test: an experiment, or one of its activities. */
export interface Wanted {
  item: vscode.TestItem;
  /** JSON pointer of the activity; undefined for the whole experiment. */
  pointer: string | undefined;
}

/** An experiment as it is now, on the screen or on the disk. */
export interface Experiment {
  item: vscode.TestItem;
  uri: vscode.Uri;
  text: string;
  format: Format;
  parsed: ParsedDocument;
}

/** The tests: experiments, and below each its activities. */
export class TestTree implements vscode.Disposable {
  readonly #controller: vscode.TestController;
  readonly #services: Services;
  readonly #documents: Documents;
  readonly #pointers = new WeakMap<vscode.TestItem, string>();
  readonly #subscriptions: vscode.Disposable;
  readonly #later = new Debouncer<string>(quiet, (uri) => {
    this.#look(vscode.Uri.parse(uri)).catch(this.#services.report);
  });

  constructor(controller: vscode.TestController, services: Services, documents: Documents) {
    this.#controller = controller;
    this.#services = services;
    this.#documents = documents;
    const watcher = vscode.workspace.createFileSystemWatcher(CANDIDATES);
    const later = (uri: vscode.Uri) => {
      if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
        this.#later.later(uri.toString());
      }
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#later,
      watcher,
      watcher.onDidCreate(later),
      watcher.onDidChange(later),
      watcher.onDidDelete(later),
      vscode.workspace.onDidChangeTextDocument(({ document }) => later(document.uri)),
    );
  }

  /** Finds the experiments of the workspace. */
  async discover(token: vscode.CancellationToken): Promise<void> {
    const globs = this.#services.settings.files;
    const files = await findExperiments(this.#documents, globs, token);
    const found = new Set(files.map(String));
    for (const [id] of this.#controller.items) {
      if (!found.has(id)) {
        this.#controller.items.delete(id);
      }
    }
    for (const file of files) {
      await this.read(file);
    }
  }

  /** What a request asks for, each experiment whole or by some of its activities. */
  wanted({ include, exclude = [] }: vscode.TestRunRequest): Wanted[] {
    const all = include ?? [...this.#controller.items].map(([, item]) => item);
    const whole = new Set(all.filter((item) => item.parent === undefined));
    return all
      .filter((item) => item.parent === undefined || !whole.has(item.parent))
      .filter((item) => !exclude.includes(item))
      .map((item) => ({ item, pointer: this.#pointers.get(item) }));
  }

  /** The items below an experiment, by JSON pointer of their activity. */
  activities(item: vscode.TestItem): ReadonlyMap<string, vscode.TestItem> {
    return new Map(
      [...item.children].flatMap(([, child]) => {
        const pointer = this.#pointers.get(child);
        return pointer === undefined ? [] : [[pointer, child] as const];
      }),
    );
  }

  /** Reads an experiment as it is now, and gives its item. */
  async read(uri: vscode.Uri): Promise<Experiment> {
    const { text, format } = await textOf(uri);
    const parsed = parseExperiment(text, format);
    const id = uri.toString();
    const item = this.#controller.items.get(id) ?? this.#controller.createTestItem(id, '', uri);
    const path = vscode.workspace.asRelativePath(uri);
    item.label = titleOf(parsed) || path;
    // No description: screen readers would be told it in place of the title.
    item.sortText = path;
    item.range = new vscode.Range(0, 0, 0, 0);
    item.children.replace(
      listActivities(parsed).map(({ pointer, name }, index) => {
        const child =
          item.children.get(pointer) ?? this.#controller.createTestItem(pointer, '', uri);
        child.label = name ?? pointer;
        child.sortText = String(index).padStart(6, '0');
        this.#pointers.set(child, pointer);
        return child;
      }),
    );
    this.#controller.items.add(item);
    return { item, uri, text, format, parsed };
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #look(uri: vscode.Uri): Promise<void> {
    if (await isExperimentFile(uri, this.#documents)) {
      await this.read(uri);
    } else {
      this.#controller.items.delete(uri.toString());
    }
  }
}

function titleOf({ value }: ParsedDocument): string {
  const title = isObject(value ?? null) ? (value as { title?: unknown }).title : undefined;
  return typeof title === 'string' ? title : '';
}
