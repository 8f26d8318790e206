import type * as vscode from 'vscode';

/** How a debugger's protocol names a document: the path of a file, else its address. */
export function programOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}
