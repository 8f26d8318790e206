import * as vscode from 'vscode';
import { complete } from '../../experiment/language/complete.ts';
import type { Completion, OfferKind } from '../../experiment/language/offer.ts';
import { formatOf } from '../documents.ts';
import type { Reader } from './reader.ts';

const kinds: Readonly<Record<OfferKind, vscode.CompletionItemKind>> = {
  key: vscode.CompletionItemKind.Property,
  argument: vscode.CompletionItemKind.Field,
  activity: vscode.CompletionItemKind.Function,
  module: vscode.CompletionItemKind.Module,
  value: vscode.CompletionItemKind.EnumMember,
  shape: vscode.CompletionItemKind.Struct,
  name: vscode.CompletionItemKind.Variable,
  secret: vscode.CompletionItemKind.Constant,
  reference: vscode.CompletionItemKind.Reference,
  resource: vscode.CompletionItemKind.Value,
};

/** Asks for what may stand in the value that was begun. */
const again: vscode.Command = { command: 'editor.action.triggerSuggest', title: '' };

/** Everything that may be written at the cursor. */
export class Completions implements vscode.CompletionItemProvider {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    _token: vscode.CancellationToken,
    { triggerCharacter }: vscode.CompletionContext,
  ): vscode.CompletionList | undefined {
    if (!this.#isWanted(document, position, triggerCharacter)) {
      return undefined;
    }
    const { items, incomplete } = complete(
      document.getText(),
      document.offsetAt(position),
      formatOf(document),
      this.#reader.world(document),
      this.#reader.parsed(document),
    );
    return new vscode.CompletionList(
      items.map((item) => toItem(document, item)),
      incomplete,
    );
  }

  #isWanted(document: vscode.TextDocument, position: vscode.Position, trigger?: string): boolean {
    if (!this.#reader.isExperiment(document)) {
      // A new file may become an experiment.
      return document.isUntitled && trigger === undefined && document.getText().trim() === '';
    }
    const before = document.lineAt(position).text.slice(0, position.character);
    // Within a sentence a space or a dash asks for nothing.
    return trigger === ' ' || trigger === '-' ? /(^\s*-|[:,[{]|^\s*- )\s*$/.test(before) : true;
  }
}

function toItem(document: vscode.TextDocument, completion: Completion): vscode.CompletionItem {
  const { label, kind, detail, doc, insert, filter, sort, start, end } = completion;
  const item = new vscode.CompletionItem(
    detail === undefined || detail === '' ? label : { label, description: detail },
    kinds[kind],
  );
  item.insertText = new vscode.SnippetString(insert);
  item.range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  item.filterText = filter;
  item.sortText = sort;
  if (doc !== undefined && doc !== '') {
    item.documentation = new vscode.MarkdownString(doc);
  }
  if (completion.outdated === true) {
    item.tags = [vscode.CompletionItemTag.Deprecated];
  }
  if (completion.next === true) {
    item.command = again;
  }
  return item;
}
