import * as vscode from 'vscode';
import type { Fix } from '../../experiment/document.ts';
import { problemName } from '../../experiment/problem-text.ts';
import { type Problems, type Say, toRange } from './problems.ts';

/** Quick fixes for the problems at the cursor. */
export class Fixes implements vscode.CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  readonly #problems: Problems;
  readonly #say: Say;

  constructor(problems: Problems, say: Say) {
    this.#problems = problems;
    this.#say = say;
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return this.#problems.at(document, range).flatMap((problem) => {
      const own = diagnostics.filter(
        (diagnostic) =>
          nameOf(diagnostic) === problemName(problem) &&
          diagnostic.range.isEqual(toRange(problem.range)),
      );
      const fixes = problem.fixes?.() ?? [];
      return fixes.map((fix) => this.#action(document, fix, own, fixes.length === 1));
    });
  }

  #action(
    document: vscode.TextDocument,
    fix: Fix,
    diagnostics: vscode.Diagnostic[],
    preferred: boolean,
  ): vscode.CodeAction {
    const action = new vscode.CodeAction(this.#say(fix), vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    for (const { range, newText } of fix.edits) {
      action.edit.replace(document.uri, toRange(range), newText);
    }
    action.diagnostics = diagnostics;
    action.isPreferred = preferred;
    return action;
  }
}

function nameOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}
