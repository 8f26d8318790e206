import * as vscode from 'vscode';
import { registerCluster } from './vscode/cluster/index.ts';
import { MutableDisposable } from './vscode/disposable.ts';
import { Documents } from './vscode/documents.ts';
import { CONTEXTS } from './vscode/ids.ts';
import { registerRunning } from './vscode/running/index.ts';
import { createServices, type Services } from './vscode/services.ts';
import type { WorkerClient } from './vscode/worker-client.ts';
import { registerWriting } from './vscode/writing/index.ts';

/** The editor calls `deactivate` with nothing in hand, so this is where it finds what to end. */
const current = new MutableDisposable<WorkerClient>();

/** Wires the parts together; each loads what is heavy when it is first used. */
export function activate(context: vscode.ExtensionContext): { services?: Services } {
  const services = createServices(context);
  current.value = services.worker;
  const documents = new Documents(services.settings.files);
  context.subscriptions.push(documents);
  registerWriting(context, { documents, text: services.text, report: services.report });
  registerRunning(context, services, documents);
  registerCluster(context, services, documents);
  void vscode.commands.executeCommand('setContext', CONTEXTS.canRun, true);
  return context.extensionMode === vscode.ExtensionMode.Test ? { services } : {};
}

/** The editor closes: runs get a few seconds to end. */
export function deactivate(): Promise<void> | undefined {
  return current.value?.shutdown();
}
