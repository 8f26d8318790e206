import type * as vscode from 'vscode';
import type { Node } from './nodes.ts';

/** The editor's side of the explorer. */
export type ClusterView = vscode.TreeView<Node>;
