import * as vscode from 'vscode';
import type { Message } from '../../messages/types.ts';
import { COMMANDS } from '../ids.ts';
import type { Services } from '../services.ts';
import { runRow } from './row.ts';
import type { RunNode } from './run-node.ts';

/** All runs of the state folder, newest first: other windows and the command line run too. */
export async function runNodes({ worker, history }: Services): Promise<RunNode[]> {
  const runs = await worker.call('history.list', {});
  const last = new Map(history.all().map(({ runId, uri }) => [runId, uri]));
  return runs.map((run) => {
    const file = run.file === undefined ? undefined : vscode.Uri.file(run.file).toString();
    const uri = last.get(run.id) ?? file;
    return { runId: run.id, run, ...(uri !== undefined && { uri }) };
  });
}

/** What the view shows of a run; a click opens it in the run panel. */
export function itemOf(node: RunNode, say: (message: Message) => string): vscode.TreeItem {
  const row = runRow(node.run, say, when);
  const item = new vscode.TreeItem(row.label);
  item.id = node.runId;
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.contextValue = row.kind;
  item.iconPath = new vscode.ThemeIcon(
    row.icon,
    row.color === undefined ? undefined : new vscode.ThemeColor(row.color),
  );
  item.accessibilityInformation = { label: `${row.label}, ${row.description}` };
  item.command = { command: COMMANDS.showPanel, title: row.label, arguments: [node] };
  return item;
}

/** Today's runs by their time of day, older ones by their date as well. */
function when(at: string): string {
  const time = new Date(at);
  const today = time.toDateString() === new Date().toDateString();
  const { language } = vscode.env;
  return today
    ? time.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
    : time.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}
