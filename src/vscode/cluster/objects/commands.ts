import * as vscode from 'vscode';
import { COMMANDS } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { requireTrust } from '../../trust.ts';
import type { ExplorerModel } from '../model.ts';
import type { Node } from '../nodes.ts';
import { objectOf, type SeenObject } from '../object-of.ts';
import { changes } from './changes.ts';
import type { ObjectDocuments } from './documents.ts';
import type { Forwards } from './forwards.ts';
import { openLog } from './log-terminal.ts';
import { openShell } from './shell-terminal.ts';

/** What the commands on objects share. */
export interface ObjectParts {
  services: Services;
  model: ExplorerModel;
  documents: ObjectDocuments;
  forwards: Forwards;
}

/** Commands of rows that stand for objects. */
export function objectCommands(parts: ObjectParts) {
  const { services, model, documents, forwards } = parts;
  const log = async (node: Node | undefined, previous: boolean) => {
    const seen = await containerOf(parts, node);
    if (seen !== undefined) {
      openLog(services, seen, previous);
    }
  };
  return {
    ...changes(services, model),
    [COMMANDS.showLogs]: (node?: Node) => log(node, false),
    [COMMANDS.showPreviousLogs]: (node?: Node) => log(node, true),
    [COMMANDS.openShell]: async (node?: Node) => {
      requireTrust();
      const seen = await containerOf(parts, node);
      if (seen !== undefined) {
        openShell(services, seen);
      }
    },
    [COMMANDS.forwardPort]: async (node?: Node) => {
      requireTrust();
      await forwards.open(objectOf(model, node), uidOf(node));
    },
    [COMMANDS.stopForward]: (node?: Node) => forwards.close(uidOf(node)),
    [COMMANDS.showYaml]: (node?: Node) => documents.show(objectOf(model, node), 'yaml'),
    [COMMANDS.describe]: (node?: Node) => documents.show(objectOf(model, node), 'describe'),
  };
}

/** A container of a pod that is seen. */
export interface SeenContainer extends Omit<SeenObject, 'object'> {
  namespace: string;
  pod: string;
  container: string;
}

/** The container a row is about; where there are several pods or containers, the person says which. */
async function containerOf(
  { services: { text }, model }: ObjectParts,
  node: Node | undefined,
): Promise<SeenContainer | undefined> {
  const { object, ...seen } = objectOf(model, node);
  if (node?.t === 'container') {
    return { ...seen, namespace: node.namespace, pod: node.pod, container: node.name };
  }
  const live =
    node !== undefined && 'namespace' in node
      ? model.clusters.get(node.context)?.live.get(node.namespace)
      : undefined;
  const uid = uidOf(node);
  const pods = node?.t === 'pod' ? [live?.pods.get(uid)] : (live?.podsOf(uid) ?? []);
  const choices = pods.flatMap((pod) =>
    pod === undefined || pod.goneAt !== undefined
      ? []
      : pod.list.map(({ name, state }) => ({
          label: pods.length > 1 ? pod.name : name,
          description: pods.length > 1 ? `${name} · ${state}` : state,
          pod: pod.name,
          container: name,
        })),
  );
  const [only] = choices;
  const title = text({ code: 'explorer.which-container', args: { name: object.name } });
  const picked =
    choices.length > 1
      ? await vscode.window.showQuickPick(choices, { title, matchOnDescription: true })
      : only;
  return (
    picked && {
      ...seen,
      namespace: object.namespace ?? '',
      pod: picked.pod,
      container: picked.container,
    }
  );
}

function uidOf(node: Node | undefined): string {
  return node !== undefined && 'uid' in node ? node.uid : '';
}
