import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import type { Message } from '../../messages/types.ts';
import { type ReportFormat, reportEndings } from '../../report/formats.ts';
import type { Journal } from '../../report/journal.ts';
import { readJournal } from '../../report/read-journal.ts';
import { eventsFile, withSeen } from '../../report/seen.ts';
import { writeReport } from '../../report/write-report.ts';
import { isJournal } from '../matcher.ts';

/**
 * Makes a report of journals and offers to open it.
 * @param given addresses of journals; without one the active editor's, else a person chooses
 */
export async function exportReport(
  given: readonly unknown[],
  text: (message: Message) => string,
): Promise<void> {
  const { language } = vscode.env;
  const uris = await journalsOf(given, text);
  const [first] = uris;
  if (first === undefined) {
    return;
  }
  const journals = await Promise.all(uris.map((uri) => journalAt(uri, language)));
  const target = await vscode.window.showSaveDialog({
    title: text({ code: 'report.save' }),
    defaultUri: besides(first),
    filters: {
      [text({ code: 'report.filter-html' })]: ['html'],
      [text({ code: 'report.filter-markdown' })]: ['md'],
    },
  });
  if (target === undefined) {
    return;
  }
  if (uris.some((uri) => uri.toString() === target.toString())) {
    throw new HumanError('report.onto-journal', { path: nameOf(target) });
  }
  const format: ReportFormat = target.path.endsWith(reportEndings.markdown) ? 'markdown' : 'html';
  await write(target, await writeReport(journals, format, language));
  await offer(target, format, text);
}

async function journalsOf(
  given: readonly unknown[],
  text: (message: Message) => string,
): Promise<readonly vscode.Uri[]> {
  const uris = given.filter((item) => item instanceof vscode.Uri);
  if (uris.length > 0) {
    return uris;
  }
  const active = vscode.window.activeTextEditor?.document;
  if (active !== undefined && isJournal(active)) {
    return [active.uri];
  }
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: text({ code: 'report.choose' }),
    filters: { [text({ code: 'report.filter-journal' })]: ['json'] },
  });
  return chosen ?? [];
}

/**
 * The journal at an address, with what its run saw of the cluster where that lies beside it.
 * @throws HumanError `report.…`
 */
export async function journalAt(uri: vscode.Uri, language: string): Promise<Journal> {
  const name = vscode.workspace.asRelativePath(uri);
  const journal = readJournal(await textOf(uri), name, language);
  const events = vscode.Uri.joinPath(uri, '..', eventsFile);
  const beside = await vscode.workspace.fs.readFile(events).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
  return withSeen(journal, beside);
}

/** A journal's text as it is on the screen, else as it is stored. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString(),
  );
  if (open !== undefined) {
    return open.getText();
  }
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    const reason = (error as Error).message;
    throw new HumanError('report.unreadable', { name: nameOf(uri), reason }, { cause: error });
  }
}

/** `journal.html` of `journal.json`. */
function besides(journal: vscode.Uri): vscode.Uri {
  return journal.with({ path: journal.path.replace(/\.[^./]*$|$/, reportEndings.html) });
}

async function write(target: vscode.Uri, page: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(page));
  } catch (error) {
    const reason = (error as Error).message;
    throw new HumanError('report.unwritable', { path: nameOf(target), reason }, { cause: error });
  }
}

async function offer(
  target: vscode.Uri,
  format: ReportFormat,
  text: (message: Message) => string,
): Promise<void> {
  const open = text({ code: 'report.open' });
  const written = text({ code: 'report.written', args: { path: nameOf(target) } });
  if ((await vscode.window.showInformationMessage(written, open)) !== open) {
    return;
  }
  if (format === 'markdown') {
    await vscode.commands.executeCommand('markdown.showPreview', target);
  } else if (!(await vscode.env.openExternal(target))) {
    // A file of another machine has no program here that shows it.
    await vscode.window.showTextDocument(target);
  }
}

function nameOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}
