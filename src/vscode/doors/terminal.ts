import * as vscode from 'vscode';
import type { Line } from './lines.ts';

/** Runs lines in a terminal, one after the other, until one fails. */
export async function runLines(lines: readonly Line[], title: string): Promise<boolean> {
  for (const line of lines) {
    if ((await runLine(line, title)) !== 0) {
      return false;
    }
  }
  return true;
}

/** The exit code; undefined when it was ended by hand. The shell quotes each word in its own way. */
async function runLine({ program, args }: Line, title: string): Promise<number | undefined> {
  const strong = (value: string) => ({ value, quoting: vscode.ShellQuoting.Strong });
  const execution = new vscode.ShellExecution(program, args.map(strong));
  const scope = vscode.TaskScope.Workspace;
  const task = new vscode.Task({ type: 'chaos.door' }, scope, title, 'Chaos', execution);
  task.presentationOptions = { panel: vscode.TaskPanelKind.Shared, showReuseMessage: false };
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  let running: vscode.TaskExecution | undefined;
  const ends = [
    vscode.tasks.onDidEndTaskProcess((end) => {
      if (end.execution === running) {
        resolve(end.exitCode);
      }
    }),
    // Of a task whose shell could not be started there is no end of a process.
    vscode.tasks.onDidEndTask((end) => {
      if (end.execution === running) {
        setTimeout(() => resolve(undefined), 500);
      }
    }),
  ];
  try {
    running = await vscode.tasks.executeTask(task);
    return await promise;
  } finally {
    for (const end of ends) {
      end.dispose();
    }
  }
}
