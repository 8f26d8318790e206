import * as vscode from 'vscode';
import { rename, renameable } from '../../experiment/language/rename.ts';
import { type SymbolPlace, symbolAt } from '../../experiment/language/symbols.ts';
import { type Say, toRange } from './problems.ts';
import type { Reader } from './reader.ts';

/** Where names of activities, controls, configuration and secrets are declared and used, and their change. */
export class Names
  implements vscode.DefinitionProvider, vscode.ReferenceProvider, vscode.RenameProvider
{
  readonly #reader: Reader;
  readonly #say: Say;

  constructor(reader: Reader, say: Say) {
    this.#reader = reader;
    this.#say = say;
  }

  provideDefinition(document: vscode.TextDocument, position: vscode.Position): vscode.Location[] {
    const symbol = this.#symbol(document, position);
    return locations(document, symbol?.definitions ?? []);
  }

  provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
  ): vscode.Location[] {
    const symbol = this.#symbol(document, position);
    const places = symbol?.uses ?? [];
    return locations(document, [
      ...(includeDeclaration ? (symbol?.definitions ?? []) : []),
      ...places,
    ]);
  }

  prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): { range: vscode.Range; placeholder: string } {
    if (this.#reader.isExperiment(document)) {
      const found = renameable(this.#reader.parsed(document), position);
      if (found !== undefined) {
        return { range: toRange(found.range), placeholder: found.name };
      }
    }
    throw new Error(this.#say({ code: 'writing.rename-nothing' }));
  }

  provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    name: string,
  ): vscode.WorkspaceEdit | undefined {
    if (!this.#reader.isExperiment(document)) {
      return undefined;
    }
    const result = rename(this.#reader.parsed(document), position, name);
    if ('refusal' in result) {
      throw new Error(this.#say(result.refusal));
    }
    const edit = new vscode.WorkspaceEdit();
    for (const { range, newText } of result.edits) {
      edit.replace(document.uri, toRange(range), newText);
    }
    return edit;
  }

  #symbol(document: vscode.TextDocument, position: vscode.Position) {
    if (!this.#reader.isExperiment(document)) {
      return undefined;
    }
    return symbolAt(this.#reader.parsed(document), position)?.symbol;
  }
}

function locations(
  { uri }: vscode.TextDocument,
  places: readonly SymbolPlace[],
): vscode.Location[] {
  return places.map(({ range }) => new vscode.Location(uri, toRange(range)));
}
