import * as vscode from 'vscode';
import { registerCluster } from './vscode/cluster/index.ts';
import { Documents } from './vscode/documents.ts';
import { CONTEXTS } from './vscode/ids.ts';
import { registerRunning } from './vscode/running/index.ts';
import { createServices, type Services } from './vscode/services.ts';
import { registerWriting } from './vscode/writing/index.ts';

/** Wires the parts together; each loads what is heavy when it is first used. */
export function activate(context: vscode.ExtensionContext): { services?: Services } {
  const services = createServices(context);
  const documents = new Documents(services.settings.files);
  context.subscriptions.push(documents);
  registerWriting(context, { documents, text: services.text, report: services.report });
  registerRunning(context, services, documents);
  registerCluster(context, services);
  void vscode.commands.executeCommand('setContext', CONTEXTS.canRun, true);
  return context.extensionMode === vscode.ExtensionMode.Test ? { services } : {};
}
