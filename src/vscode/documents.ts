import * as vscode from 'vscode';
import type { Format } from '../experiment/document.ts';
import type { ConfigValue } from './config-value.ts';
import type { Disposable } from './disposable.ts';
import { CONTEXTS } from './ids.ts';
import { isExperiment, LANGUAGES } from './matcher.ts';
import { anywhere } from './per-folder.ts';

/** Tells which documents are experiments, and keeps the context key of the active one. */
export class Documents implements Disposable {
  readonly #files: ConfigValue<string[]>;
  readonly #subscriptions: vscode.Disposable;
  readonly #known = new WeakMap<vscode.TextDocument, { of: string; is: boolean }>();

  constructor(files: ConfigValue<string[]>) {
    this.#files = files;
    const look = () => this.#mark(vscode.window.activeTextEditor?.document);
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#mark(editor?.document)),
      vscode.workspace.onDidOpenTextDocument(look),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) {
          this.#mark(document);
        }
      }),
    );
    look();
  }

  isExperiment(document: vscode.TextDocument): boolean {
    // A document may change its language without a new version.
    const of = `${document.version} ${document.languageId}`;
    const known = this.#known.get(document);
    if (known?.of === of) {
      return known.is;
    }
    const is = isExperiment(document, this.#matchesGlobs(document));
    this.#known.set(document, { of, is });
    return is;
  }

  /** Experiments that are open now. */
  open(): vscode.TextDocument[] {
    return vscode.workspace.textDocuments.filter((document) => this.isExperiment(document));
  }

  /** The experiment a command is about: the given one, else the active editor's. */
  find(resource: unknown): vscode.TextDocument | undefined {
    const wanted = asUri(resource);
    const document =
      wanted === undefined
        ? vscode.window.activeTextEditor?.document
        : vscode.workspace.textDocuments.find((other) => other.uri.toString() === wanted);
    return document !== undefined && this.isExperiment(document) ? document : undefined;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #matchesGlobs(document: vscode.TextDocument): boolean {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    return this.#files.for(document.uri).some((glob) => {
      const path = anywhere(glob);
      const pattern = folder === undefined ? path : new vscode.RelativePattern(folder, path);
      return vscode.languages.match({ pattern }, document) > 0;
    });
  }

  #mark(document: vscode.TextDocument | undefined): void {
    const active = document !== undefined && this.isExperiment(document);
    void vscode.commands.executeCommand('setContext', CONTEXTS.experimentActive, active);
  }
}

/** Documents that providers are registered for; they ask `isExperiment` themselves. */
export const SELECTOR: vscode.DocumentSelector = LANGUAGES.map((language) => ({ language }));

/** How a document's text is read. */
export function formatOf(document: vscode.TextDocument): Format {
  return document.languageId === 'yaml' ? 'yaml' : 'json';
}

/** The address in what a command was called with: a Uri, its text, or an object that has one. */
function asUri(resource: unknown): string | undefined {
  if (resource instanceof vscode.Uri) {
    return resource.toString();
  }
  if (typeof resource === 'object' && resource !== null && 'uri' in resource) {
    return asUri(resource.uri);
  }
  return typeof resource === 'string' ? resource : undefined;
}
