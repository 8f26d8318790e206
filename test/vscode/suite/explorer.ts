import * as vscode from 'vscode';
import { driver } from './driver.ts';

/** Rows of the view of clusters, the first of its container. */
export const rows = '.split-view-view:first-child > .pane > .pane-body .monaco-list-row';

/** A row of any view of the container, by a part of its text. */
export const row = (text: string) => ({ selector: '.pane-body .monaco-list-row', text });

/** Shows the explorer and waits until it has something to show. */
export async function openExplorer(): Promise<void> {
  await vscode.commands.executeCommand('workbench.view.extension.chaos');
  await driver.waitFor({ selector: '.pane-header, .composite.title', text: 'Clusters' });
}

/** Reads the kubeconfig again. */
export async function refresh(): Promise<void> {
  await vscode.commands.executeCommand('chaos.cluster.refresh');
}

/** Unfolds or folds a row by a click on it. */
export function toggle(text: string): Promise<void> {
  return driver.click(row(text));
}
