import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import { behindStart } from '../behind-start.ts';
import { type Documents, SELECTOR } from '../documents.ts';
import { COMMANDS, CONTEXTS } from '../ids.ts';
import type { Running } from '../running/index.ts';
import type { Services } from '../services.ts';
import { requireTrust } from '../trust.ts';
import { DEBUG_TYPE } from './configuration.ts';
import { programOf } from './program.ts';
import { ConfigurationProvider } from './provider.ts';

/** Registers the debugger of experiments; its adapter is loaded when the first session starts. */
export function registerDebug(
  context: vscode.ExtensionContext,
  services: Services,
  documents: Documents,
  running: Running,
): void {
  const provider = new ConfigurationProvider(services, documents);
  const debug = async (resource?: unknown) => {
    requireTrust();
    const document = documents.find(resource);
    if (document === undefined) {
      throw new HumanError('editor.not-an-experiment');
    }
    // The editor debugs what its active text is of.
    await vscode.window.showTextDocument(document);
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    await vscode.debug.startDebugging(folder, {
      ...provider.provideDebugConfigurations()[0],
      program: programOf(document.uri),
    } as vscode.DebugConfiguration);
  };
  context.subscriptions.push(
    vscode.debug.registerDebugConfigurationProvider(DEBUG_TYPE, provider),
    vscode.debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, {
      createDebugAdapterDescriptor: async () => {
        const [{ ExperimentDebugSession }, { debugHost }] = await Promise.all([
          import('./adapter.ts'),
          import('./host.ts'),
        ]);
        const session = new ExperimentDebugSession(debugHost(services, running));
        return new vscode.DebugAdapterInlineImplementation(session);
      },
    }),
    vscode.languages.registerEvaluatableExpressionProvider(SELECTOR, {
      provideEvaluatableExpression: (document, position) => {
        const range = document.getWordRangeAtPosition(position, /\$\{\w+\}/);
        return range && new vscode.EvaluatableExpression(range);
      },
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('launch')) {
        tellConfigured();
      }
    }),
    vscode.commands.registerCommand(COMMANDS.debug, (resource?: unknown) =>
      debug(resource).catch(services.report),
    ),
  );
  behindStart(context, tellConfigured);
}

/** Whether a launch.json of the workspace debugs experiments: then F5 may, whatever is active. */
function tellConfigured(): void {
  const scopes = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [undefined];
  const configured = scopes.some((scope) => {
    const all = vscode.workspace.getConfiguration('launch', scope).get<unknown>('configurations');
    return (
      Array.isArray(all) && all.some((each) => (each as { type?: unknown })?.type === DEBUG_TYPE)
    );
  });
  void vscode.commands.executeCommand('setContext', CONTEXTS.debugConfigured, configured);
}
