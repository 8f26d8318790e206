import * as vscode from 'vscode';
import type { Problem } from '../../experiment/document.ts';
import type { RunJob } from '../../workbench/job.ts';
import type { Services } from '../services.ts';

/**
 * What this machine lacks to run the text on the screen: programs, and Python's modules and
 * functions. Given up when the text changes; nothing is found then.
 * @throws HumanError what keeps it from being found out
 */
export async function missingHere(
  document: vscode.TextDocument,
  job: RunJob,
  { worker, text }: Pick<Services, 'worker' | 'text'>,
): Promise<readonly Problem[]> {
  const stop = new AbortController();
  const changes = [
    vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document === document && change.contentChanges.length > 0) {
        stop.abort();
      }
    }),
    vscode.workspace.onDidCloseTextDocument((closed) => closed === document && stop.abort()),
  ];
  const options = {
    location: vscode.ProgressLocation.Window,
    title: text({ code: 'editor.check.here' }),
  };
  try {
    return await vscode.window.withProgress(options, () =>
      worker.call('check.missing', { job }, stop.signal),
    );
  } catch (error) {
    if (stop.signal.aborted) {
      return [];
    }
    throw error;
  } finally {
    for (const change of changes) {
      change.dispose();
    }
  }
}
