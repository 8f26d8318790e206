import { isAbsolute, normalize, sep } from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import { LANGUAGES } from '../matcher.ts';
import { placesOf } from './places.ts';

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

/** A file's document, with the text on the screen where it is open. */
export async function documentAt(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(await fileAt(path));
  if (!(LANGUAGES as readonly string[]).includes(document.languageId)) {
    throw new HumanError('tools.not-an-experiment', { path });
  }
  return document;
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
