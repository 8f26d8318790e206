import * as vscode from 'vscode';
import { formatOf } from '../documents.ts';

/** Opens the experiment at one of its activities. */
export async function revealActivity(uri: string, pointer: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const { parseExperiment } = await import('../../experiment/parse.ts');
  const { start } = parseExperiment(document.getText(), formatOf(document)).rangeOf(pointer);
  const at = new vscode.Position(start.line, start.character);
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(at, at),
  });
}
