import * as vscode from 'vscode';
import { driver } from './driver.ts';

/** Rows of the explorer. */
export const rows = '.pane-body .monaco-list-row';

/** A row by a part of its text. */
export const row = (text: string) => ({ selector: rows, text });

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
