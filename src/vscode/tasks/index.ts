import * as vscode from 'vscode';
import type { Documents } from '../documents.ts';
import type { Running } from '../running/index.ts';
import type { Services } from '../services.ts';
import { type ChaosTask, readDefinition, taskType } from './definition.ts';

/** Makes experiments tasks of the editor: to run and to check. In Restricted Mode there are none. */
export function registerTasks(
  context: vscode.ExtensionContext,
  services: Services,
  documents: Documents,
  running: Running,
): void {
  const taskOf = (
    definition: vscode.TaskDefinition,
    { action, experiment, options }: ChaosTask,
    scope: vscode.WorkspaceFolder,
  ): vscode.Task => {
    const uri = vscode.Uri.joinPath(scope.uri, experiment);
    const execution = new vscode.CustomExecution(async () => {
      const { ChaosTerminal } = await import('./terminal.ts');
      return new ChaosTerminal(services, running, { action, uri, name: experiment, options });
    });
    const name = services.text({ code: `editor.task.${action}`, args: { experiment } });
    const task = new vscode.Task(definition, scope, name, taskType, execution, []);
    task.presentationOptions = { clear: true };
    return task;
  };
  context.subscriptions.push(
    vscode.tasks.registerTaskProvider(taskType, {
      async provideTasks(token) {
        if (!vscode.workspace.isTrusted) {
          return [];
        }
        const { findExperiments } = await import('../experiment-files.ts');
        const files = await findExperiments(documents, services.settings.files, token);
        return files.flatMap((uri) => {
          const scope = vscode.workspace.getWorkspaceFolder(uri);
          const experiment = vscode.workspace.asRelativePath(uri, false);
          return scope === undefined
            ? []
            : (['run', 'check'] as const).map((action) =>
                taskOf({ type: taskType, action, experiment }, { action, experiment }, scope),
              );
        });
      },
      resolveTask({ definition, scope }) {
        const read = readDefinition(definition);
        const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
        return vscode.workspace.isTrusted && read !== undefined && folder !== undefined
          ? taskOf(definition, read, folder)
          : undefined;
      },
    }),
  );
}
