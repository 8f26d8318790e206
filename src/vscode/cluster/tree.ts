import * as vscode from 'vscode';
import { COMMANDS, SECTION, SETTINGS } from '../ids.ts';
import { childrenOf } from './children.ts';
import type { Row, Text } from './drawing.ts';
import type { ExplorerModel } from './model.ts';
import type { Node } from './nodes.ts';
import { rowOf } from './row.ts';

/** Changes within this time are drawn together, in ms. */
const batch = 150;

/** Rows whose own part of the tree is drawn again. */
const branches: ReadonlySet<Node['t']> = new Set(['namespace', 'nodes', 'events']);

/** Draws the model as the editor's tree. */
export class ExplorerTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #model: ExplorerModel;
  readonly #text: Text;
  readonly #unfolded: (node: Node) => void;
  readonly #changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  /** The editor finds a row to draw again by the very object it was given. */
  readonly #branches = new Map<string, Node>();
  /** Rows to draw again with all below them; `undefined` is the whole tree. */
  readonly #due = new Set<Node | undefined>();
  #timer: NodeJS.Timeout | undefined;

  /** @param unfolded told when the rows below a row are asked for: it is, or is drawn, unfolded */
  constructor(model: ExplorerModel, text: Text, unfolded: (node: Node) => void) {
    this.#model = model;
    this.#text = text;
    this.#unfolded = unfolded;
    model.onDidChange((change) => {
      this.#due.add(change === undefined ? undefined : this.#branches.get(change.id));
      this.#timer ??= setTimeout(() => this.#flush(), batch);
    });
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const row = rowOf(this.#model, node, this.#text, Date.now());
    const item = new vscode.TreeItem(row.label, folds[row.children]);
    item.id = node.id;
    item.contextValue = row.kind;
    item.description = row.description ?? '';
    item.tooltip = row.tooltip ?? row.label;
    if (row.icon !== undefined) {
      const [name, color] = row.icon;
      item.iconPath = new vscode.ThemeIcon(name, color ? new vscode.ThemeColor(color) : undefined);
    }
    if (row.action !== undefined) {
      const [command, ...args] = commands[row.action];
      item.command = { command, title: row.label, arguments: args.length > 0 ? args : [node] };
    }
    return item;
  }

  getChildren(node?: Node): Node[] {
    if (node !== undefined) {
      this.#unfolded(node);
    }
    return childrenOf(this.#model, node, this.#text).map((child) => {
      if (!branches.has(child.t)) {
        return child;
      }
      const known = this.#branches.get(child.id) ?? child;
      this.#branches.set(child.id, known);
      return known;
    });
  }

  /** Only what changed: a click that unfolds another row is lost while that row is drawn again. */
  #flush(): void {
    this.#timer = undefined;
    const due = [...this.#due].filter((node) => node !== undefined);
    const all = this.#due.has(undefined);
    this.#due.clear();
    this.#changed.fire(all ? undefined : due);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.dispose();
  }
}

/** What a click calls, with the row where no argument is said. */
const commands: Record<NonNullable<Row['action']>, [string, ...string[]]> = {
  connect: [COMMANDS.connect],
  retry: [COMMANDS.connect],
  more: [COMMANDS.showMore],
  start: [COMMANDS.startPractice],
  refresh: [COMMANDS.refresh],
  settings: ['workbench.action.openSettings', `${SECTION}.${SETTINGS.kubeconfig}`],
};

const folds: Record<Row['children'], vscode.TreeItemCollapsibleState> = {
  none: vscode.TreeItemCollapsibleState.None,
  closed: vscode.TreeItemCollapsibleState.Collapsed,
  open: vscode.TreeItemCollapsibleState.Expanded,
};
