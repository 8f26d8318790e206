import * as vscode from 'vscode';
import { errorText } from './messages/error.ts';
import { format } from './messages/format.ts';
import { ConfigValue } from './vscode/config-value.ts';
import { Documents } from './vscode/documents.ts';
import { SETTINGS } from './vscode/ids.ts';
import { registerWriting } from './vscode/writing/index.ts';

/** The extension in a browser: writing only, as there is nothing there to run with. */
export function activate(context: vscode.ExtensionContext): void {
  const { language } = vscode.env;
  const files = new ConfigValue<string[]>(SETTINGS.files, []);
  const documents = new Documents(files);
  context.subscriptions.push(files, documents);
  registerWriting(context, {
    documents,
    text: (message) => format(message, language),
    report: (error) => void vscode.window.showErrorMessage(errorText(error, language)),
  });
}
