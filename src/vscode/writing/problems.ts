import * as vscode from 'vscode';
import type { Problem, Range } from '../../experiment/document.ts';
import { problemName } from '../../experiment/problem-text.ts';
import { type Disposable, DisposableStore } from '../disposable.ts';
import type { Documents } from '../documents.ts';
import { Debouncer } from './debouncer.ts';
import type { Finder } from './language.ts';

/** Milliseconds without a key before a text is checked. */
const quiet = 250;

/** Puts a problem or a fix into words. */
export type Say = (message: Pick<Problem, 'code' | 'args'>) => string;

/** What was found in one version of a document. */
interface Found {
  version: number;
  problems: readonly Problem[];
}

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
} as const;

/** Problems of the experiments that are open, found as people type. */
export class Problems implements Disposable {
  readonly #documents: Documents;
  readonly #say: Say;
  readonly #failed: (error: unknown) => void;
  readonly #store = new DisposableStore();
  readonly #collection = this.#store.add(vscode.languages.createDiagnosticCollection('chaos'));
  readonly #found = new WeakMap<vscode.TextDocument, Found>();
  readonly #finders = new WeakMap<vscode.TextDocument, Finder>();
  readonly #page: string;
  readonly #later = this.#store.add(
    new Debouncer<vscode.TextDocument>(quiet, (document) => {
      this.check(document).catch(this.#failed);
    }),
  );

  /** @param page address of the page that explains each problem in a section of its name */
  constructor(documents: Documents, say: Say, failed: (error: unknown) => void, page: string) {
    this.#page = page;
    this.#documents = documents;
    this.#say = say;
    this.#failed = failed;
    this.#store.add(vscode.workspace.onDidOpenTextDocument((document) => this.#look(document)));
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#look(document)),
    );
    this.#store.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#later.forget(document);
        this.#collection.delete(document.uri);
      }),
    );
    for (const document of documents.open()) {
      this.#later.later(document);
    }
  }

  /**
   * Checks a document now and shows what was found.
   * @returns how many errors and warnings there are, or nothing when the text changed meanwhile
   */
  async check(document: vscode.TextDocument): Promise<number | undefined> {
    this.#later.forget(document);
    const { version } = document;
    const [{ Finder }, { readingOf }] = await Promise.all([
      import('./language.ts'),
      import('../readings.ts'),
    ]);
    if (document.isClosed || document.version !== version) {
      return undefined;
    }
    const finder = this.#finders.get(document) ?? new Finder();
    this.#finders.set(document, finder);
    const all = finder.findIn(readingOf(document));
    this.#show(document, { version, problems: own(document, all) });
    return weighty(all);
  }

  /**
   * Shows what else was found in a version of a document, until the text changes.
   * @returns how many errors and warnings that is; none when the text has changed meanwhile
   */
  add(document: vscode.TextDocument, version: number, more: readonly Problem[]): number {
    const found = this.#found.get(document);
    if (document.isClosed || document.version !== version || found?.version !== version) {
      return 0;
    }
    this.#show(document, { version, problems: [...found.problems, ...more] });
    return weighty(more);
  }

  /** Problems of this very version of a document that touch a range. */
  at(document: vscode.TextDocument, range: vscode.Range): readonly Problem[] {
    const found = this.#found.get(document);
    return found?.version === document.version
      ? found.problems.filter((problem) => toRange(problem.range).intersection(range) !== undefined)
      : [];
  }

  dispose(): void {
    this.#store.dispose();
  }

  #look(document: vscode.TextDocument): void {
    if (this.#documents.isExperiment(document)) {
      this.#later.later(document);
    } else if (this.#collection.has(document.uri)) {
      this.#later.forget(document);
      this.#collection.delete(document.uri);
    }
  }

  #show(document: vscode.TextDocument, found: Found): void {
    this.#found.set(document, found);
    this.#collection.set(
      document.uri,
      found.problems.map((problem) => this.#diagnostic(problem)),
    );
  }

  #diagnostic(problem: Problem): vscode.Diagnostic {
    const diagnostic = new vscode.Diagnostic(
      toRange(problem.range),
      this.#say(problem),
      severities[problem.severity],
    );
    diagnostic.source = 'Chaos';
    const value = problemName(problem);
    diagnostic.code = { value, target: vscode.Uri.parse(`${this.#page}#${value}`) };
    return diagnostic;
  }
}

/** How many of them are more than worth knowing. */
function weighty(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity !== 'info').length;
}

/** The editor's range of ours. */
export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** What nobody else reports: the JSON service of the editor tells about syntax by itself. */
function own(document: vscode.TextDocument, problems: readonly Problem[]): readonly Problem[] {
  const service =
    document.languageId !== 'yaml' &&
    vscode.workspace.getConfiguration('json', document.uri).get('validate.enable') !== false;
  return service ? problems.filter(({ code }) => !isServices(code, document.languageId)) : problems;
}

/** In JSON with comments the service takes them for right, and Chaos Toolkit does not. */
function isServices(code: string, language: string): boolean {
  return language === 'jsonc' && code === 'experiment.json-comment'
    ? false
    : /^experiment\.(?:json-|duplicate-key$)/.test(code);
}
