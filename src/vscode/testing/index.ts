import * as vscode from 'vscode';
import { behindStart } from '../behind-start.ts';
import type { Documents } from '../documents.ts';
import { lazily } from '../lazily.ts';
import type { Running } from '../running/index.ts';
import type { Services } from '../services.ts';

/**
 * Shows the experiments of the workspace in the Test Explorer. The default profile checks them and
 * plays them dry; to inject their faults is a profile of its own. In Restricted Mode they are only
 * checked.
 */
export function registerTesting(
  context: vscode.ExtensionContext,
  services: Services,
  documents: Documents,
  running: Running,
): void {
  behindStart(context, () => register(context, services, documents, running));
}

function register(
  context: vscode.ExtensionContext,
  services: Services,
  documents: Documents,
  running: Running,
): void {
  const { text } = services;
  const controller = vscode.tests.createTestController(
    'chaos.experiments',
    text({ code: 'editor.tests.title' }),
  );
  const tree = lazily(async () => {
    const { TestTree } = await import('./tree.ts');
    const made = new TestTree(controller, services, documents);
    context.subscriptions.push(made);
    return made;
  });
  const profile = (
    name: string,
    isDefault: boolean,
    run: (request: vscode.TestRunRequest, token: vscode.CancellationToken) => Promise<void>,
  ) =>
    controller.createRunProfile(
      text({ code: `editor.tests.${name}` }),
      vscode.TestRunProfileKind.Run,
      (request, token) => run(request, token).catch(services.report),
      isDefault,
    );
  controller.resolveHandler = async (item) => {
    if (item === undefined) {
      await (await tree()).discover(new vscode.CancellationTokenSource().token);
    }
  };
  controller.refreshHandler = async (token) => (await tree()).discover(token);
  context.subscriptions.push(
    controller,
    profile('check', true, async (request, token) => {
      const { CheckRun } = await import('./check-run.ts');
      await new CheckRun(controller, services, running, await tree()).run(request, token);
    }),
    profile('run', false, async (request, token) => {
      const { FaultRun } = await import('./fault-run.ts');
      await new FaultRun(controller, services, running, await tree()).run(request, token);
    }),
  );
}
