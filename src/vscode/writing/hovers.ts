import * as vscode from 'vscode';
import { hoverAt } from '../../experiment/language/hover.ts';
import { toRange } from './problems.ts';
import type { Reader } from './reader.ts';

/** What there is to know about what the pointer is on. */
export class Hovers implements vscode.HoverProvider {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    if (!this.#reader.isExperiment(document)) {
      return undefined;
    }
    const found = hoverAt(this.#reader.parsed(document), position, this.#reader.world(document));
    return found === undefined
      ? undefined
      : new vscode.Hover(new vscode.MarkdownString(found.parts.join('\n\n')), toRange(found.range));
  }
}
