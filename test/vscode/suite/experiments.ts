import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** A program of this machine as a provider: Node itself, so that no shell is assumed. No code: it only ends. */
export function node(code: string) {
  return { type: 'process', path: process.execPath, arguments: ['-e', code || '0'] };
}

/** An action that runs JavaScript. */
export function action(name: string, code: string, more: object = {}) {
  return { type: 'action', name, provider: node(code), ...more };
}

/** A probe whose program must end with a code. */
export function probe(name: string, code: string, tolerance: unknown) {
  return { type: 'probe', name, tolerance, provider: node(code) };
}

/** Writes an experiment into a folder of its own and opens it. */
export async function openExperiment(
  experiment: object | string,
  name = 'experiment.json',
): Promise<vscode.TextEditor> {
  // What starts the editor removes this folder with everything in it.
  const home = process.env['CHAOS_WORKBENCH_TEST_HOME'] ?? tmpdir();
  const folder = await mkdtemp(join(home, 'experiment-'));
  const path = join(folder, name);
  const text = typeof experiment === 'string' ? experiment : JSON.stringify(experiment, null, 2);
  await writeFile(path, text);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  return vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
}

/** Waits until something is true of the editor, looking again at an event. */
export async function until<T>(event: vscode.Event<T>, done: () => boolean): Promise<void> {
  if (done()) {
    return;
  }
  await new Promise<void>((resolve) => {
    const subscription = event(() => {
      if (done()) {
        subscription.dispose();
        resolve();
      }
    });
  });
}

/** Ends with an empty window. */
export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
