import * as vscode from 'vscode';
import type { Format } from '../experiment/document.ts';
import type { ConfigValue } from './config-value.ts';
import { type Documents, formatOf } from './documents.ts';
import { isExperiment } from './matcher.ts';
import { globsOfFolders } from './per-folder.ts';

/** Files that may be experiments, by their name. */
export const CANDIDATES = '**/*.{json,yaml,yml}';

/** Folders that hold what others wrote, or what a program made. */
const left = '**/{node_modules,.git,dist,out,.venv,venv}/**';

/** Files that are looked into. */
const most = 2000;

/** Bytes of a file that is looked into: an experiment is written by hand. */
const longest = 1024 * 1024;

/**
 * The experiments of the workspace, by name or content, in the order of their paths. Files are only
 * read, and no document is opened for those that are none.
 * @param globs the person's own, which each folder may have for itself
 */
export async function findExperiments(
  documents: Documents,
  globs: ConfigValue<string[]>,
  token: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
  const named = await Promise.all(
    ownPatterns(globs).map((glob) => vscode.workspace.findFiles(glob, left, most, token)),
  );
  const chosen = new Set(named.flat().map(String));
  const files = await vscode.workspace.findFiles(CANDIDATES, left, most, token);
  const found: vscode.Uri[] = [];
  for (const uri of files) {
    if (token.isCancellationRequested) {
      return found;
    }
    if (chosen.has(String(uri)) || (await isExperimentFile(uri, documents))) {
      found.push(uri);
    }
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** What the person's own globs ask for, folder by folder. */
export function ownPatterns(globs: ConfigValue<string[]>): vscode.RelativePattern[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return globsOfFolders(folders, ({ uri }) => globs.for(uri)).map(
    ({ folder, pattern }) => new vscode.RelativePattern(folder, pattern),
  );
}

/** The text of a file; of an open one as it is on the screen. */
export async function textOf(uri: vscode.Uri): Promise<{ text: string; format: Format }> {
  const open = openDocument(uri);
  if (open !== undefined) {
    return { text: open.getText(), format: formatOf(open) };
  }
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  return { text, format: uri.path.endsWith('.json') ? 'json' : 'yaml' };
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((each) => String(each.uri) === String(uri));
}

/** Whether a file is an experiment; an open one as it is on the screen. */
export async function isExperimentFile(uri: vscode.Uri, documents: Documents): Promise<boolean> {
  const open = openDocument(uri);
  if (open !== undefined) {
    return documents.isExperiment(open);
  }
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > longest) {
      return false;
    }
    const { text, format } = await textOf(uri);
    const lineCount = text.split('\n').length;
    const candidate = { languageId: format, fileName: uri.path, lineCount, getText: () => text };
    return isExperiment(candidate, false);
  } catch {
    return false;
  }
}
