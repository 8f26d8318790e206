import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../ids.ts';
import type { Services } from '../services.ts';
import { experimentRow } from './row.ts';

/** Names by which experiments go; others are found once they were run, or by the setting. */
const usual = '**/{experiment,experiment.*,*.experiment}.{json,yaml,yml}';

/** What is no experiment of the workspace, whatever its name. */
const excluded = '**/{node_modules,.git,dist,out}/**';

/** Files that are looked for at most. */
const most = 500;

/** Milliseconds in which changes of files are taken together. */
const settle = 200;

/**
 * Registers the view of the workspace's experiments with how they last ended. Files are looked for
 * when it is first seen, and nothing of them is read.
 */
export function registerExperiments(context: vscode.ExtensionContext, services: Services): void {
  const changed = new vscode.EventEmitter<undefined>();
  const { history, settings } = services;
  const view = vscode.window.createTreeView<vscode.Uri>(VIEWS.experiments, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (uri) => itemOf(uri, services),
      getChildren: async (uri) => {
        watch();
        return uri === undefined ? find(services) : [];
      },
    },
  });
  let timer: NodeJS.Timeout | undefined;
  const refresh = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (view.visible) {
        changed.fire(undefined);
      }
    }, settle);
  };
  let watcher: vscode.FileSystemWatcher | undefined;
  /** Files are watched from when they are first looked for. */
  const watch = () => {
    if (watcher === undefined) {
      watcher = vscode.workspace.createFileSystemWatcher(usual, false, true, false);
      context.subscriptions.push(
        watcher,
        watcher.onDidCreate(refresh),
        watcher.onDidDelete(refresh),
      );
    }
  };
  context.subscriptions.push(
    view,
    changed,
    { dispose: () => clearTimeout(timer) },
    view.onDidChangeVisibility(refresh),
    history.onDidChange(refresh),
    settings.files.onDidChange(refresh),
    vscode.workspace.onDidChangeWorkspaceFolders(refresh),
    ...[COMMANDS.openExperiment, COMMANDS.checkExperiment].map((id) =>
      vscode.commands.registerCommand(id, async (uri?: vscode.Uri) => {
        try {
          if (uri !== undefined) {
            await vscode.window.showTextDocument(uri);
          }
          if (id === COMMANDS.checkExperiment) {
            await vscode.commands.executeCommand(COMMANDS.check, uri);
          }
        } catch (error) {
          services.report(error);
        }
      }),
    ),
  );
}

/** Experiments by their usual names, by the person's own globs, and those that were run here. */
async function find({ history, settings }: Services): Promise<vscode.Uri[]> {
  const { ownPatterns } = await import('../experiment-files.ts');
  const found = await Promise.all(
    [usual, ...ownPatterns(settings.files)].map((glob) =>
      vscode.workspace.findFiles(glob, excluded, most),
    ),
  );
  const run = await Promise.all(
    history.all().map(async ({ uri }) => {
      const file = vscode.Uri.parse(uri);
      return file.scheme === 'file' && (await exists(file)) ? [file] : [];
    }),
  );
  const all = new Map([...found.flat(), ...run.flat()].map((uri) => [uri.toString(), uri]));
  return [...all.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  } catch {
    return false;
  }
}

function itemOf(uri: vscode.Uri, { history, text }: Services): vscode.TreeItem {
  const name = nameOf(uri);
  const { description, icon, color } = experimentRow(history.lastOf(uri.toString()), text, when);
  const item = new vscode.TreeItem(name);
  item.id = uri.toString();
  item.description = description;
  item.tooltip = `${name}\n${description}`;
  item.contextValue = 'experiment';
  item.iconPath = new vscode.ThemeIcon(icon, color ? new vscode.ThemeColor(color) : undefined);
  item.accessibilityInformation = { label: `${name}, ${description}` };
  item.command = { command: COMMANDS.openExperiment, title: name, arguments: [uri] };
  return item;
}

const nameOf = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri);

/** Today's runs by their time of day, older ones by their date. */
function when(at: string): string {
  const time = new Date(at);
  const { language } = vscode.env;
  return time.toDateString() === new Date().toDateString()
    ? time.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
    : time.toLocaleDateString(language, { dateStyle: 'medium' });
}
