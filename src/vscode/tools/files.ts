import { isAbsolute, normalize, sep } from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import { LANGUAGES } from '../matcher.ts';
import { placesOf } from './places.ts';

/** Milliseconds within which the editor must have read a file anew that was changed beside it. */
const patience = 10_000;

/**
 * The file that a model means. It never gets anything from outside the workspace this way, but for
 * the files that it may know by name.
 * @param path from a workspace folder on, absolute, or the address of a file
 * @param known files outside the workspace that may be read too, by their paths
 * @throws HumanError `tools.outside` or `tools.no-file`
 */
export async function fileAt(path: string, known: readonly string[] = []): Promise<vscode.Uri> {
  const places = candidates(path, known);
  if (places.length === 0) {
    throw new HumanError('tools.outside', { path });
  }
  for (const uri of places) {
    if (await isFile(uri)) {
      return uri;
    }
  }
  throw new HumanError('tools.no-file', { path });
}

/**
 * An experiment's document, with the text on the screen where it is open. Whoever changes a file and
 * calls a tool at once gets the changed text, also where the editor still holds the former one.
 * @throws HumanError as `fileAt`, `tools.not-an-experiment` or `tools.stale`
 */
export async function documentAt(path: string, signal: AbortSignal): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(await fileAt(path));
  if (!(LANGUAGES as readonly string[]).includes(document.languageId)) {
    throw new HumanError('tools.not-an-experiment', { path });
  }
  const limit = AbortSignal.timeout(patience);
  while (!(await isCurrent(document, AbortSignal.any([signal, limit])))) {
    signal.throwIfAborted();
    if (limit.aborted) {
      throw new HumanError('tools.stale', { path });
    }
  }
  return document;
}

/** Whether a document has what is on the disk; where it has not, answers after its next change. */
async function isCurrent(document: vscode.TextDocument, signal: AbortSignal): Promise<boolean> {
  const changed = Promise.withResolvers<void>();
  const listening = vscode.workspace.onDidChangeTextDocument(
    (change) => change.document === document && changed.resolve(),
  );
  const stop = () => changed.resolve();
  signal.addEventListener('abort', stop);
  try {
    const { uri } = document;
    const stored = await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
    if (document.isDirty || lines(stored) === lines(document.getText())) {
      return true;
    }
    if (!signal.aborted) {
      await changed.promise;
    }
    return false;
  } finally {
    signal.removeEventListener('abort', stop);
    listening.dispose();
  }
}

/** The editor holds a text with one kind of line ends. */
function lines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

function candidates(path: string, known: readonly string[]): vscode.Uri[] {
  const own = path.startsWith('file:') ? vscode.Uri.parse(path).fsPath : path;
  if (isAbsolute(own)) {
    const uri = vscode.Uri.file(normalize(own));
    const isKnown = known.some((each) => normalize(each) === normalize(own));
    return isKnown || vscode.workspace.getWorkspaceFolder(uri) !== undefined ? [uri] : [];
  }
  const folders = vscode.workspace.workspaceFolders ?? [];
  const names = folders.map(({ name }) => name);
  return placesOf(own.split(sep).join('/'), names).flatMap((place) =>
    folders
      .filter(({ name }) => name === place.folder)
      .map(({ uri }) => vscode.Uri.joinPath(uri, place.path)),
  );
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}
