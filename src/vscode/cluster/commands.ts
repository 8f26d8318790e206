import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import { COMMANDS } from '../ids.ts';
import type { Services } from '../services.ts';
import type { Links } from './links.ts';
import type { ExplorerModel } from './model.ts';
import type { Node } from './nodes.ts';
import { serviceUrls } from './service-row.ts';

/** Commands of the explorer's rows. */
export function explorerCommands(
  services: Services,
  model: ExplorerModel,
  links: Links,
  reload: () => Promise<void>,
) {
  return {
    [COMMANDS.connect]: (node: Node) => {
      const context = 'context' in node ? node.context : undefined;
      return context === undefined ? undefined : links.connect(context);
    },
    [COMMANDS.disconnect]: (node: Node) => {
      if ('context' in node) {
        links.disconnect(node.context);
      }
    },
    [COMMANDS.refresh]: async () => {
      await reload();
      await Promise.all([...model.clusters.keys()].map((name) => links.listNamespaces(name)));
    },
    [COMMANDS.copyName]: (node: Node) => vscode.env.clipboard.writeText(nameOf(node)),
    [COMMANDS.showMore]: (node: Node) => {
      if (node.t === 'more') {
        model.showMore(node);
      }
    },
    [COMMANDS.openService]: (node: Node) => openService(services, model, node),
  };
}

async function openService(services: Services, model: ExplorerModel, node: Node): Promise<void> {
  if (node.t !== 'service') {
    return;
  }
  const cluster = model.clusters.get(node.context);
  const service = cluster?.live.get(node.namespace)?.services.get(node.uid);
  if (service === undefined || cluster?.link.phase !== 'open') {
    throw new HumanError('editor.explorer.not-connected');
  }
  const { name, type } = service;
  const urls = serviceUrls(service, cluster.link.server);
  if (urls.length === 0) {
    throw new HumanError('editor.explorer.no-address', { name, type });
  }
  const url = await services.worker.call('cluster.reachable', { urls });
  if (url === undefined) {
    throw new HumanError('editor.explorer.not-reachable', { name, addresses: urls.join(', ') });
  }
  const external = await vscode.env.asExternalUri(vscode.Uri.parse(url));
  await vscode.env.openExternal(external);
}

function nameOf(node: Node): string {
  switch (node.t) {
    case 'context':
      return node.context;
    case 'namespace':
      return node.namespace;
    case 'note':
      return node.text;
    case 'more':
      return '';
    default:
      return node.name;
  }
}
