import * as vscode from 'vscode';
import { errorText, isHumanError } from '../messages/error.ts';
import { format } from '../messages/format.ts';
import type { Message } from '../messages/types.ts';
import { Settings } from './config-value.ts';
import { OpenConnections } from './connections.ts';
import { DisposableStore } from './disposable.ts';
import { RunHistory } from './history.ts';
import { type Lifetime, Practice } from './practice/practice.ts';
import { RunOptionsMemory } from './run-options.ts';
import { TargetStore } from './target.ts';
import { WorkerClient } from './worker-client.ts';

/** What the parts of the extension share. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly worker: WorkerClient;
  readonly settings: Settings;
  readonly target: TargetStore;
  readonly history: RunHistory;
  /** What runs of each experiment are given. */
  readonly runOptions: RunOptionsMemory;
  readonly connections: OpenConnections;
  readonly practice: Practice;
  /** `chaos`'s log lines and errors of this extension; the channel is made at the first use. */
  log(): vscode.OutputChannel;
  /** A sentence in the editor's language. */
  text(message: Message): string;
  /** The text of anything thrown, in the editor's language where it has words. */
  words(error: unknown): string;
  /** Shows what went wrong: in words where there are any, else with its stack in the log. */
  report(error: unknown): void;
}

/** Makes the services; nothing of them starts anything yet. */
export function createServices(context: vscode.ExtensionContext): Services {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  let channel: vscode.OutputChannel | undefined;
  const log = () => {
    channel ??= store.add(vscode.window.createOutputChannel('Chaos', 'log'));
    return channel;
  };
  const report = (error: unknown) => {
    if (error instanceof Error && error.name === 'AbortError') {
      return;
    }
    if (!isHumanError(error)) {
      log().appendLine(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    void vscode.window.showErrorMessage(errorText(error, vscode.env.language));
  };
  const worker = store.add(
    new WorkerClient({
      file: vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.js').fsPath,
      trusted: () => vscode.workspace.isTrusted,
      failed: (error) => log().appendLine(String(error)),
    }),
  );
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => worker.trustGranted()));
  return {
    context,
    worker,
    settings: store.add(new Settings()),
    target: store.add(new TargetStore(context.workspaceState)),
    history: store.add(new RunHistory(context.workspaceState)),
    runOptions: store.add(new RunOptionsMemory(context.workspaceState)),
    connections: store.add(new OpenConnections()),
    practice: store.add(new Practice(() => lifetime(context))),
    log,
    words: (error) => errorText(error, vscode.env.language),
    text: (message) => format(message, vscode.env.language),
    report,
  };
}

async function lifetime(context: vscode.ExtensionContext): Promise<Lifetime> {
  const { practiceLifetime } = await import('./practice/lifetime.ts');
  const entry = vscode.Uri.joinPath(context.extensionUri, 'dist', 'practice.js').fsPath;
  return practiceLifetime(entry, String(context.extension.packageJSON.version));
}
