import * as vscode from 'vscode';
import { hintsOf } from '../../experiment/language/hints.ts';
import type { ConfigValue } from '../config-value.ts';
import type { Reader } from './reader.ts';

/** Tolerances in words and the sum of pauses, beside the text. */
export class Hints implements vscode.InlayHintsProvider {
  readonly #reader: Reader;
  readonly #enabled: ConfigValue<boolean>;

  constructor(reader: Reader, enabled: ConfigValue<boolean>) {
    this.#reader = reader;
    this.#enabled = enabled;
  }

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    if (!this.#enabled.for(document.uri) || !this.#reader.isExperiment(document)) {
      return [];
    }
    return hintsOf(this.#reader.parsed(document), this.#reader.world(document))
      .map(({ position: { line, character }, text }) => {
        const hint = new vscode.InlayHint(new vscode.Position(line, character), text);
        hint.paddingLeft = true;
        return hint;
      })
      .filter(({ position }) => range.contains(position));
  }
}
