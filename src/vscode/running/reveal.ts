import * as vscode from 'vscode';
import { formatOf } from '../documents.ts';

/** Opens the experiment at one of its activities. */
export async function revealActivity(uri: string, pointer: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const { parseExperiment } = await import('../../experiment/parse.ts');
  const { start, end } = parseExperiment(document.getText(), formatOf(document)).rangeOf(pointer);
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One,
  });
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
