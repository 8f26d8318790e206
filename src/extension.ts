import * as vscode from 'vscode';
import { registerCluster } from './vscode/cluster/index.ts';
import { CONTEXTS } from './vscode/ids.ts';
import { createServices, type Services } from './vscode/services.ts';

/** Wires the parts together; each loads what is heavy when it is first used. */
export function activate(context: vscode.ExtensionContext): { services?: Services } {
  const services = createServices(context);
  registerCluster(context, services);
  void vscode.commands.executeCommand('setContext', CONTEXTS.canRun, true);
  return context.extensionMode === vscode.ExtensionMode.Test ? { services } : {};
}
