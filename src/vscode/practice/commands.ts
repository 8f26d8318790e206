import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import { BEGUN, COMMANDS } from '../ids.ts';
import type { Services } from '../services.ts';
import { stepDone } from './steps.ts';
import { practiceTarget } from './target.ts';
import { lessonFiles, writeWorkspace } from './workspace.ts';

/** What a window leaves for the one that opens a folder for it. */
interface Begun {
  folder: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Where the practice cluster tells its address; undefined where none was held. */
  kubeconfig?: string;
  walkthrough: boolean;
}

/** Milliseconds that a window may take to open; later it was something else that opened it. */
const patience = 120_000;

/** Writes the lesson's experiments and opens them: here where nothing is open, else in a new window. */
export async function openWorkspace(services: Services, walkthrough: boolean): Promise<void> {
  const { context, practice } = services;
  const folder = await chooseFolder(services);
  if (folder === undefined) {
    return;
  }
  const manifests = vscode.Uri.joinPath(context.extensionUri, 'manifests').fsPath;
  await writeWorkspace(manifests, folder.fsPath).catch((error: Error) => {
    const args = { folder: folder.fsPath, reason: error.message };
    throw new HumanError('editor.practice.workspace-failed', args, { cause: error });
  });
  if (isOpen(folder)) {
    await showFirst(folder);
    await stepDone('workspace');
    return;
  }
  const { state } = practice;
  const begun: Begun = {
    folder: folder.toString(),
    at: Date.now(),
    walkthrough,
    ...(state.phase === 'running' && { kubeconfig: state.kubeconfig }),
  };
  await context.globalState.update(BEGUN, begun);
  const forceNewWindow = (vscode.workspace.workspaceFolders ?? []).length > 0;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow });
}

/**
 * What there is to do when a window opens. The practice workspace comes with the cluster and the
 * walkthrough of the window that opened it; where runs of this window go to the practice cluster, it
 * is held again if it still runs.
 */
export async function takeUp(services: Services): Promise<{ walkthrough: boolean } | undefined> {
  const { context, practice, target } = services;
  const begun = context.globalState.get<Begun>(BEGUN);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const mine =
    begun !== undefined && begun.folder === folder?.toString() && Date.now() - begun.at < patience;
  if (!mine || folder === undefined) {
    if (target.value.practice) {
      await practice.rejoin();
    }
    return undefined;
  }
  await context.globalState.update(BEGUN, undefined);
  if (begun.kubeconfig !== undefined) {
    await target.set(practiceTarget({ kubeconfig: begun.kubeconfig }));
    await practice.start();
  }
  await showFirst(folder);
  await stepDone('workspace');
  return { walkthrough: begun.walkthrough };
}

/** Runs an experiment of the lesson in the practice workspace. @param which `pod` or `deployment` */
export async function runLesson(which: unknown): Promise<void> {
  const name = lessonFiles.find((file) => file === `experiment.${which}.json`);
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === 'file',
  );
  const folder = folders.find(
    ({ uri }) => name !== undefined && existsSync(join(uri.fsPath, name)),
  );
  if (folder === undefined || name === undefined) {
    throw new HumanError('editor.practice.no-workspace');
  }
  await vscode.commands.executeCommand(COMMANDS.run, vscode.Uri.joinPath(folder.uri, name));
}

/** The extension's own folder, or one that a person names; undefined: given up. */
async function chooseFolder({ context, text }: Services): Promise<vscode.Uri | undefined> {
  const say = (code: string) => text({ code: `editor.practice.folder.${code}` });
  const own = vscode.Uri.joinPath(context.globalStorageUri, 'practice');
  const choice = await vscode.window.showQuickPick(
    [
      { label: `$(home) ${say('own')}`, detail: own.fsPath, own: true },
      { label: `$(folder) ${say('other')}`, detail: say('other-detail'), own: false },
    ],
    // The walkthrough takes the focus back once its button has called.
    { title: say('title'), ignoreFocusOut: true },
  );
  if (choice === undefined || choice.own) {
    return choice && own;
  }
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: say('choose'),
    title: say('title'),
  });
  return chosen?.[0] && vscode.Uri.joinPath(chosen[0], 'chaos-practice');
}

function isOpen(folder: vscode.Uri): boolean {
  return (vscode.workspace.workspaceFolders ?? []).some(
    ({ uri }) => uri.toString() === folder.toString(),
  );
}

async function showFirst(folder: vscode.Uri): Promise<void> {
  const [first] = lessonFiles;
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, first), { preview: false });
}
