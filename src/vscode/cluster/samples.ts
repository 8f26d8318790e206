import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { COMMANDS } from '../ids.ts';
import type { Services } from '../services.ts';
import type { Links } from './links.ts';
import type { ExplorerModel } from './model.ts';
import { targetContext, targetNamespace } from './state.ts';

/** Commands that put the sample services where runs go, and take them away again. */
export function samplesCommands(services: Services, model: ExplorerModel, links: Links) {
  const { text, worker, target, settings, log } = services;

  /** The place is resolved before the question, so that what was asked is what happens. */
  const place = async () => {
    await links.refresh();
    const context = targetContext(model);
    const kubeconfig = target.value.kubeconfig ?? settings.kubeconfig.value;
    const namespace = targetNamespace(model);
    const choice = {
      namespace,
      ...(context !== undefined && { context }),
      ...(kubeconfig !== '' && { kubeconfig }),
    };
    const none = text({ code: 'editor.explorer.bar-none' });
    return { choice, args: { context: context ?? none, namespace } };
  };

  /** In the status bar, where it belongs; every step in the log too. */
  const progress = <T>(
    title: string,
    work: (handle: string, signal: AbortSignal) => Promise<T>,
  ): Thenable<T> =>
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title, cancellable: true },
      async (report, token) => {
        const handle = randomUUID();
        const controller = new AbortController();
        const cancel = token.onCancellationRequested(() => controller.abort());
        const steps = worker.on('samples.progress', (params) => {
          if (params.handle === handle) {
            const message = text(params.step);
            report.report({ message });
            log().appendLine(message);
          }
        });
        try {
          return await work(handle, controller.signal);
        } finally {
          steps.dispose();
          cancel.dispose();
        }
      },
    );

  return {
    [COMMANDS.deploySamples]: async () => {
      const { choice, args } = await place();
      const picked = await vscode.window.showQuickPick(
        (['v1', 'v2'] as const).map((version) => ({
          label: `frontend ${version}`,
          description: text({ code: `editor.samples.${version}` }),
          version,
        })),
        { title: text({ code: 'editor.samples.which', args }) },
      );
      if (picked === undefined) {
        return;
      }
      const { version: frontend } = picked;
      const { url } = await progress(
        text({ code: 'editor.samples.deploying', args }),
        (handle, signal) => worker.call('samples.deploy', { handle, choice, frontend }, signal),
      );
      if (url !== undefined) {
        const open = text({ code: 'editor.samples.open' });
        const ready = text({ code: 'workbench.samples-url', args: { url } });
        if ((await vscode.window.showInformationMessage(ready, open)) === open) {
          await vscode.env.openExternal(await vscode.env.asExternalUri(vscode.Uri.parse(url)));
        }
      }
    },
    [COMMANDS.removeSamples]: async () => {
      const { choice, args } = await place();
      const remove = text({ code: 'editor.samples.remove' });
      const question = text({ code: 'editor.samples.remove-question', args });
      const answer = await vscode.window.showWarningMessage(question, { modal: true }, remove);
      if (answer === remove) {
        await progress(text({ code: 'editor.samples.removing', args }), (handle, signal) =>
          worker.call('samples.remove', { handle, choice }, signal),
        );
      }
    },
  };
}
