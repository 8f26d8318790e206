import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import { formatOf } from '../documents.ts';

/**
 * Opens the experiment at one of its activities.
 * @throws HumanError `editor.history.experiment-gone` when it can no longer be read
 */
export async function revealActivity(uri: string, pointer: string): Promise<void> {
  const document = await open(vscode.Uri.parse(uri));
  const { parseExperiment } = await import('../../experiment/parse.ts');
  const { start } = parseExperiment(document.getText(), formatOf(document)).rangeOf(pointer);
  const at = new vscode.Position(start.line, start.character);
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(at, at),
  });
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (cause) {
    const path = uri.scheme === 'file' ? uri.fsPath : uri.path;
    throw new HumanError('editor.history.experiment-gone', { path }, { cause });
  }
}
