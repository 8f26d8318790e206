import * as vscode from 'vscode';
import { formatOf } from '../documents.ts';
import { problemsPage } from '../problems-page.ts';
import type { Services } from '../services.ts';
import { Finder } from '../writing/language.ts';
import { checkText } from './check-text.ts';
import { documentAt } from './files.ts';
import type { Input } from './input.ts';

/** Checks an experiment as the editor does while it is written. Runs nothing. */
export async function check(
  input: Input,
  { context, text }: Services,
  signal: AbortSignal,
): Promise<string> {
  const document = await documentAt(input.text('path'), signal);
  return checkText(new Finder().find(document.getText(), formatOf(document)), {
    path: vscode.workspace.asRelativePath(document.uri),
    page: problemsPage(context.extension.packageJSON),
    language: vscode.env.language,
    say: text,
  });
}
