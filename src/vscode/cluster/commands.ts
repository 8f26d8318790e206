import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import { COMMANDS, CONTEXTS } from '../ids.ts';
import type { Services } from '../services.ts';
import { practiceKey } from '../target.ts';
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
      if (context === practiceKey && !model.clusters.has(practiceKey)) {
        return services.practice.start();
      }
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
    [COMMANDS.copyName]: (node: Node) => vscode.env.clipboard.writeText(nameOf(model, node)),
    [COMMANDS.filter]: async () => {
      const filter = await vscode.window.showInputBox({
        title: services.text({ code: 'editor.explorer.filter-title' }),
        placeHolder: services.text({ code: 'editor.explorer.filter-tip' }),
        value: model.filter,
      });
      if (filter !== undefined) {
        setFilter(model, filter);
      }
    },
    [COMMANDS.clearFilter]: () => setFilter(model, ''),
    [COMMANDS.showMore]: (node: Node) => {
      if (node.t === 'more') {
        model.showMore(node);
      }
    },
    [COMMANDS.createExperiment]: async (node?: Node) => {
      const { createFor } = await import('./create-experiment.ts');
      await createFor(services, model, node);
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

function nameOf(model: ExplorerModel, node: Node): string {
  switch (node.t) {
    case 'practice':
      return '';
    case 'context':
      return node.context === practiceKey
        ? (model.clusters.get(practiceKey)?.context.name ?? '')
        : node.context;
    case 'namespace':
      return node.namespace;
    case 'note':
      return node.text;
    case 'more':
      return '';
    case 'nodes':
    case 'events':
      return '';
    case 'event':
      return eventText(model, node);
    default:
      return node.name;
  }
}

function setFilter(model: ExplorerModel, filter: string): void {
  model.setFilter(filter.trim());
  void vscode.commands.executeCommand('setContext', CONTEXTS.filtered, model.filter !== '');
}

/** What an event says, to be sent to somebody. */
function eventText(model: ExplorerModel, node: Node & { t: 'event' }): string {
  const event = model.clusters.get(node.context)?.events.get(node.namespace)?.rows.get(node.uid);
  return event === undefined ? '' : `${event.reason}: ${event.message}`;
}
