import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../ids.ts';
import type { Owed } from '../running/owed.ts';
import type { RunPanels } from '../running/panels.ts';
import type { Runs } from '../running/runs.ts';
import type { Services } from '../services.ts';
import { JournalLens } from './journal-lens.ts';
import type { RunNode } from './run-node.ts';

/** What the view of past runs looks at and uses. */
export interface HistoryNeeds {
  runs: Runs;
  owed: Owed;
  panels: RunPanels;
}

/**
 * Registers the view of past runs and what can be done to them. Nothing is loaded or read before it is
 * seen or asked for.
 */
export function registerHistory(
  context: vscode.ExtensionContext,
  services: Services,
  { runs, owed, panels }: HistoryNeeds,
): void {
  const changed = new vscode.EventEmitter<undefined>();
  const view = vscode.window.createTreeView<RunNode>(VIEWS.runs, {
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: async (node) => (await import('./tree.ts')).itemOf(node, services.text),
      getChildren: async (node) =>
        node === undefined ? (await import('./tree.ts')).runNodes(services) : [],
    },
  });
  const refresh = () => {
    if (view.visible) {
      changed.fire(undefined);
    }
  };
  const actions = async () => {
    const { HistoryActions } = await import('./actions.ts');
    return new HistoryActions(services, panels, () => view.selection);
  };
  const register = (id: string, work: (...given: unknown[]) => Promise<unknown>) =>
    vscode.commands.registerCommand(id, (...given: unknown[]) =>
      work(...given).catch(services.report),
    );
  context.subscriptions.push(
    changed,
    view,
    new JournalLens(services),
    view.onDidChangeVisibility(refresh),
    owed.onDidChange(refresh),
    runs.onDidChange(({ progress }) => {
      if (progress === undefined) {
        refresh();
      }
    }),
    register(COMMANDS.openRunExperiment, async (...given) =>
      (await actions()).openExperiment(...given),
    ),
    register(COMMANDS.compareRuns, async (...given) => (await actions()).compare(...given)),
    register(COMMANDS.deleteRuns, async (...given) => {
      if (await (await actions()).remove(...given)) {
        refresh();
        await owed.refresh();
      }
    }),
    register(COMMANDS.refreshRuns, async () => changed.fire(undefined)),
    register(COMMANDS.openInPanel, async (resource) => (await actions()).openJournal(resource)),
  );
}
