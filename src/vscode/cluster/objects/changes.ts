import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ObjectChange } from '../../../kubernetes/change.ts';
import { COMMANDS } from '../../ids.ts';
import { policySettingsOfWindow } from '../../policy-settings.ts';
import type { Services } from '../../services.ts';
import { requireTrust } from '../../trust.ts';
import type { ExplorerModel } from '../model.ts';
import type { Node } from '../nodes.ts';
import { objectOf, type SeenObject } from '../object-of.ts';
import { confirmChange } from './confirm.ts';

/** Commands that change an object, each after the same questions as a run. */
export function changes(services: Services, model: ExplorerModel) {
  const { text } = services;

  const change = async (seen: SeenObject, what: ObjectChange) => {
    requireTrust();
    if (await confirmChange(services, seen, what)) {
      await carryOut(services, seen, what);
    }
  };

  return {
    [COMMANDS.scale]: async (node?: Node) => {
      const seen = objectOf(model, node);
      const value = await vscode.window.showInputBox({
        title: text({ code: 'explorer.scale-title', args: { name: seen.object.name } }),
        value: String(wantedOf(model, node)),
        validateInput: (input) =>
          /^\d{1,4}$/.test(input.trim()) ? undefined : text({ code: 'explorer.scale-bad' }),
      });
      if (value !== undefined) {
        await change(seen, { do: 'scale', replicas: Number(value) });
      }
    },
    [COMMANDS.restart]: (node?: Node) => change(objectOf(model, node), { do: 'restart' }),
    [COMMANDS.cordon]: (node?: Node) =>
      change(objectOf(model, node), { do: 'cordon', cordon: true }),
    [COMMANDS.uncordon]: (node?: Node) =>
      change(objectOf(model, node), { do: 'cordon', cordon: false }),
    [COMMANDS.drain]: (node?: Node) => change(objectOf(model, node), { do: 'drain' }),
    [COMMANDS.deleteObject]: (node?: Node) => change(objectOf(model, node), { do: 'delete' }),
  };
}

function wantedOf(model: ExplorerModel, node: Node | undefined): number {
  if (node?.t !== 'workload') {
    return 0;
  }
  const live = model.clusters.get(node.context)?.live.get(node.namespace);
  return live?.workloads.get(node.uid)?.wanted ?? 0;
}

/** Progress is shown above the tree, where the effect is seen too; a drain can be cancelled. */
async function carryOut(
  { worker, log, text }: Services,
  { connection, object }: SeenObject,
  change: ObjectChange,
): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const handle = randomUUID();
  const lines = worker.on('object.text', (said) => {
    if (said.handle === handle) {
      log().appendLine(said.text);
    }
  });
  const title = text({ code: `explorer.doing.${change.do}`, args: { name: object.name } });
  const location = vscode.ProgressLocation.Window;
  try {
    await vscode.window.withProgress({ location, title, cancellable: true }, (_report, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const params = {
        connection,
        object,
        change,
        handle,
        policySettings: policySettingsOfWindow(),
        ...(folder && { folder: folder.uri.fsPath }),
      };
      return worker.call('object.change', params, controller.signal);
    });
  } finally {
    lines.dispose();
  }
}
