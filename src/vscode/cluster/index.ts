import * as vscode from 'vscode';
import type { Documents } from '../documents.ts';
import { COMMANDS, VIEWS } from '../ids.ts';
import type { Services } from '../services.ts';
import type { Explorer } from './explorer.ts';
import type { Node } from './nodes.ts';

/** Commands whose code is loaded when the first of them is used. */
const commands = [
  COMMANDS.switchTarget,
  COMMANDS.setNamespace,
  COMMANDS.useForRuns,
  COMMANDS.connect,
  COMMANDS.disconnect,
  COMMANDS.refresh,
  COMMANDS.copyName,
  COMMANDS.showLogs,
  COMMANDS.showPreviousLogs,
  COMMANDS.openShell,
  COMMANDS.forwardPort,
  COMMANDS.stopForward,
  COMMANDS.scale,
  COMMANDS.restart,
  COMMANDS.cordon,
  COMMANDS.uncordon,
  COMMANDS.drain,
  COMMANDS.deleteObject,
  COMMANDS.showYaml,
  COMMANDS.describe,
  COMMANDS.showMore,
  COMMANDS.filter,
  COMMANDS.clearFilter,
  COMMANDS.openService,
  COMMANDS.createExperiment,
  COMMANDS.deploySamples,
  COMMANDS.removeSamples,
  COMMANDS.openFrontend,
  COMMANDS.createKind,
  COMMANDS.startMinikube,
  COMMANDS.createAks,
  COMMANDS.aksCredentials,
  COMMANDS.deleteGroup,
  COMMANDS.pushImages,
] as const;

/** Registers explorer, status bar and their commands; loads them when they are first looked at. */
export function registerCluster(
  context: vscode.ExtensionContext,
  services: Services,
  documents: Documents,
): void {
  const loader = new Loader(context, services, documents);
  const changed = new vscode.EventEmitter<Node[] | undefined>();
  const view = vscode.window.createTreeView<Node>(VIEWS.clusters, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: async (node) => (await loader.get()).tree.getTreeItem(node),
      getChildren: async (node) => (await loader.get()).tree.getChildren(node),
    },
  });
  loader.attach = (explorer) => {
    explorer.attach(view);
    explorer.tree.onDidChangeTreeData((nodes) => changed.fire(nodes));
  };
  const needed = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document !== undefined && documents.isExperiment(document)) {
      void loader.get();
    }
  };
  context.subscriptions.push(
    view,
    changed,
    vscode.window.onDidChangeActiveTextEditor(needed),
    ...commands.map((id) =>
      vscode.commands.registerCommand(id, async (...args: never[]) => {
        try {
          return await (await loader.get()).commands()[id]?.(...args);
        } catch (error) {
          services.report(error);
          return undefined;
        }
      }),
    ),
  );
  needed();
}

/** Makes the explorer once, at its first use. */
class Loader {
  readonly #context: vscode.ExtensionContext;
  readonly #services: Services;
  readonly #documents: Documents;
  #explorer: Promise<Explorer> | undefined;
  /** Told once, when the explorer exists. */
  attach: (explorer: Explorer) => void = () => {};

  constructor(context: vscode.ExtensionContext, services: Services, documents: Documents) {
    this.#context = context;
    this.#services = services;
    this.#documents = documents;
  }

  get(): Promise<Explorer> {
    this.#explorer ??= this.#load();
    return this.#explorer;
  }

  async #load(): Promise<Explorer> {
    const { Explorer } = await import('./explorer.ts');
    const explorer = new Explorer(this.#services, this.#documents);
    this.#context.subscriptions.push(explorer);
    this.attach(explorer);
    await explorer.begin();
    return explorer;
  }
}
