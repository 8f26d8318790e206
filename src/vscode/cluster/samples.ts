import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import type { MessageArgs } from '../../messages/types.ts';
import { COMMANDS } from '../ids.ts';
import { stepDone } from '../practice/steps.ts';
import { SamplesMemory } from '../running/environment.ts';
import { currentContext } from '../running/job-of-document.ts';
import type { Services } from '../services.ts';
import { practiceKey } from '../target.ts';
import type { Links } from './links.ts';
import type { ExplorerModel } from './model.ts';
import { targetContext, targetNamespace } from './state.ts';

/** Frontends: without and with a circuit breaker. */
const versions = ['v1', 'v2'] as const;

/** Commands that put the sample services where runs go, and take them away again. */
export function samplesCommands(services: Services, model: ExplorerModel, links: Links) {
  const {
    text,
    worker,
    target,
    settings,
    log,
    practice,
    context: { workspaceState },
  } = services;

  /** The place is resolved before the question, so that what was asked is what happens. */
  const place = async () => {
    await links.refresh();
    const key = targetContext(model);
    const practised = key === practiceKey ? practice.require().kubeconfig : undefined;
    const kubeconfig = practised ?? target.value.kubeconfig ?? settings.kubeconfig.value;
    const context = practised === undefined ? key : await currentContext(worker, practised);
    const namespace = targetNamespace(model);
    const choice = {
      namespace,
      ...(context !== undefined && { context }),
      ...(kubeconfig !== '' && { kubeconfig }),
    };
    const none = text({ code: 'editor.explorer.bar-none' });
    const name = practised === undefined ? context : text({ code: 'editor.practice.name' });
    const folder = vscode.workspace.workspaceFolders?.[0];
    const { policySettingsOfWindow } = await import('../policy-settings.ts');
    const policy = {
      ...(folder !== undefined && { folder: folder.uri.fsPath }),
      policySettings: policySettingsOfWindow(),
    };
    return { job: { choice, ...policy }, args: { context: name ?? none, namespace } };
  };

  const pick = async (args: MessageArgs) => {
    const items = versions.map((version) => ({
      label: `frontend ${version}`,
      description: text({ code: `editor.samples.${version}` }),
      version,
    }));
    const title = text({ code: 'editor.samples.which', args });
    return (await vscode.window.showQuickPick(items, { title }))?.version;
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
    /** Asks which frontend, unless that is said. */
    [COMMANDS.deploySamples]: async (said?: unknown) => {
      const { job, args } = await place();
      const wanted = versions.find((version) => version === said);
      const frontend = wanted ?? (await pick(args));
      if (frontend === undefined) {
        return;
      }
      const { url } = await progress(
        text({ code: 'editor.samples.deploying', args }),
        (handle, signal) => worker.call('samples.deploy', { ...job, handle, frontend }, signal),
      );
      await stepDone(frontend);
      if (url !== undefined && wanted === undefined) {
        const yes = text({ code: 'editor.samples.open' });
        const ready = text({ code: 'workbench.samples-url', args: { url } });
        if ((await vscode.window.showInformationMessage(ready, yes)) === yes) {
          await open(url);
        }
      }
    },
    [COMMANDS.removeSamples]: async () => {
      const { job, args } = await place();
      const remove = text({ code: 'editor.samples.remove' });
      const question = text({ code: 'editor.samples.remove-question', args });
      const answer = await vscode.window.showWarningMessage(question, { modal: true }, remove);
      if (answer === remove) {
        await progress(text({ code: 'editor.samples.removing', args }), (handle, signal) =>
          worker.call('samples.remove', { ...job, handle }, signal),
        );
        await stepDone('clean');
      }
    },
    [COMMANDS.openFrontend]: async () => {
      const last = new SamplesMemory(workspaceState).all().find(({ url }) => url !== undefined);
      if (last?.url === undefined) {
        throw new HumanError('editor.samples.none');
      }
      await open(last.url);
      await stepDone('seen');
    },
  };
}

async function open(url: string): Promise<void> {
  await vscode.env.openExternal(await vscode.env.asExternalUri(vscode.Uri.parse(url)));
}
