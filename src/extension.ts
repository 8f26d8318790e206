import * as vscode from 'vscode';
import { learn } from './messages/format.ts';
import { registerCluster } from './vscode/cluster/index.ts';
import { registerDebug } from './vscode/debug/index.ts';
import { MutableDisposable } from './vscode/disposable.ts';
import { Documents } from './vscode/documents.ts';
import { registerExperiments } from './vscode/experiments/index.ts';
import { CONTEXTS } from './vscode/ids.ts';
import { registerPractice } from './vscode/practice/index.ts';
import { registerReport } from './vscode/report/index.ts';
import { registerRunning } from './vscode/running/index.ts';
import { createServices, type Services } from './vscode/services.ts';
import { registerTasks } from './vscode/tasks/index.ts';
import { registerTesting } from './vscode/testing/index.ts';
import { registerTools } from './vscode/tools/index.ts';
import type { WorkerClient } from './vscode/worker-client.ts';
import { registerWriting } from './vscode/writing/index.ts';
import type { Problems } from './vscode/writing/problems.ts';

/** The editor calls `deactivate` with nothing in hand, so this is where it finds what to end. */
const current = new MutableDisposable<WorkerClient>();

// Only one language is loaded, and before anything is said in it.
await learn(vscode.env.language);

/** What tests inside the editor get hold of. */
interface Parts {
  services: Services;
  problems: Problems;
}

/** Wires the parts together; each loads what is heavy when it is first used. */
export function activate(context: vscode.ExtensionContext): Parts | undefined {
  const services = createServices(context);
  current.value = services.worker;
  const documents = new Documents(services.settings.files);
  context.subscriptions.push(documents);
  const problems = registerWriting(context, {
    documents,
    hints: services.settings.hints,
    missing: async (document) => {
      const { missingHere } = await import('./vscode/running/missing-here.ts');
      const { job } = await (await running.commands()).prepare(document.uri);
      return missingHere(document, job, services);
    },
    surroundings: async () =>
      (await import('./vscode/writing-surroundings.ts')).surroundingsOf(services),
    text: services.text,
    report: services.report,
  });
  registerReport(context, {
    lenses: services.settings.lenses,
    text: services.text,
    report: services.report,
  });
  const running = registerRunning(context, services, documents);
  registerTasks(context, services, documents, running);
  registerTesting(context, services, documents, running);
  registerTools(context, services, documents, running);
  registerDebug(context, services, documents, running);
  registerCluster(context, services, documents);
  registerExperiments(context, services);
  registerPractice(context, services);
  void vscode.commands.executeCommand('setContext', CONTEXTS.canRun, true);
  return context.extensionMode === vscode.ExtensionMode.Test ? { services, problems } : undefined;
}

/** The editor closes: runs get a few seconds to end. */
export function deactivate(): Promise<void> | undefined {
  return current.value?.shutdown();
}
