import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import { reportOf } from '../../report/report.ts';
import { words } from '../../report/words.ts';
import type { Documents } from '../documents.ts';
import { isExperimentFile } from '../experiment-files.ts';
import { journalAt } from '../report/export-report.ts';
import type { Services } from '../services.ts';
import { fileAt } from './files.ts';
import type { Input } from './input.ts';
import { journalText, leftText } from './journal-text.ts';

/** Puts a journal, or the last run of an experiment, into words. */
export async function explainJournal(
  input: Input,
  services: Services,
  documents: Documents,
): Promise<string> {
  const { history, text } = services;
  const path = input.text('path');
  const file = await fileAt(
    path,
    history.all().map(({ journal }) => journal),
  );
  const journal = await journalOf(file, path, services, documents);
  const { language } = vscode.env;
  const report = reportOf(await journalAt(journal, language), words(language));
  return [
    journalText(report, text),
    leftText(await leftBy(journal, services), text),
    text({ code: 'editor.task.journal', args: { path: journal.fsPath } }),
  ].join('\n\n');
}

async function journalOf(
  file: vscode.Uri,
  path: string,
  { history }: Services,
  documents: Documents,
): Promise<vscode.Uri> {
  if (!(await isExperimentFile(file, documents))) {
    return file;
  }
  const last = history.lastOf(file.toString());
  if (last === undefined) {
    throw new HumanError('tools.journal.not-run', { path });
  }
  return vscode.Uri.file(last.journal);
}

/** What a run of this workspace has left; of others, and in Restricted Mode, nothing is known. */
async function leftBy(journal: vscode.Uri, { history, worker }: Services) {
  const known = history.all().find((run) => run.journal === journal.fsPath);
  if (known === undefined || !vscode.workspace.isTrusted) {
    return undefined;
  }
  const runs = await worker.call('undo.owed', {});
  return runs.find(({ id }) => id === known.runId)?.changes ?? [];
}
