import * as vscode from 'vscode';
import { errorText } from './messages/error.ts';
import { format, learn } from './messages/format.ts';
import type { Message } from './messages/types.ts';
import { ConfigValue } from './vscode/config-value.ts';
import { Documents } from './vscode/documents.ts';
import { SETTINGS } from './vscode/ids.ts';
import { registerReport } from './vscode/report/index.ts';
import { runEnvironment } from './vscode/running/environment.ts';
import { registerWriting } from './vscode/writing/index.ts';
import type { Surroundings } from './vscode/writing/reader.ts';

/** The extension in a browser: writing and reports, as there is nothing there to run with. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const { language } = vscode.env;
  await learn(language);
  const files = new ConfigValue<string[]>(SETTINGS.files, []);
  const documents = new Documents(files);
  const lenses = new ConfigValue<boolean>(SETTINGS.lenses, true);
  const hints = new ConfigValue<boolean>(SETTINGS.hints, true);
  const variables = new ConfigValue<Record<string, unknown>>(SETTINGS.environment, {});
  context.subscriptions.push(files, documents, lenses, hints, variables);
  const text = (message: Message) => format(message, language);
  const report = (error: unknown) =>
    void vscode.window.showErrorMessage(errorText(error, language));
  const surroundings: Surroundings = {
    environment: (uri) => runEnvironment({}, {}, variables.for(uri)),
    cluster: () => undefined,
  };
  registerWriting(context, {
    documents,
    hints,
    surroundings: async () => surroundings,
    text,
    report,
  });
  registerReport(context, { lenses, text, report });
}
