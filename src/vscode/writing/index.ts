import * as vscode from 'vscode';
import type { Problem } from '../../experiment/document.ts';
import { HumanError } from '../../messages/error.ts';
import type { ConfigValue } from '../config-value.ts';
import { type Documents, SELECTOR } from '../documents.ts';
import { COMMANDS } from '../ids.ts';
import { problemsPage } from '../problems-page.ts';
import { Fixes } from './fixes.ts';
import { Problems, type Say } from './problems.ts';
import { registerProviders } from './providers.ts';
import type { Surroundings } from './reader.ts';

/** Milliseconds the status bar tells that nothing is wrong. */
const shown = 5000;

/** What writing needs; a browser has it too. */
export interface WritingNeeds {
  documents: Documents;
  /** Whether words are shown beside the text. */
  hints: ConfigValue<boolean>;
  /** What this machine lacks to run a text, where it can run any; only looked for when asked to check. */
  missing?(document: vscode.TextDocument): Promise<readonly Problem[]>;
  /** Asked for at the first use. */
  surroundings(): Promise<Surroundings>;
  text: Say;
  report(error: unknown): void;
}

/**
 * Registers everything that helps to write experiments. Runs nothing and reaches out to nothing.
 * @returns what finds the problems
 */
export function registerWriting(
  context: vscode.ExtensionContext,
  { documents, hints, missing, surroundings, text, report }: WritingNeeds,
): Problems {
  const problems = new Problems(
    documents,
    text,
    report,
    problemsPage(context.extension.packageJSON),
  );
  const check = async (resource: unknown) => {
    const document = documents.find(resource);
    if (document === undefined) {
      throw new HumanError('editor.not-an-experiment');
    }
    const { version } = document;
    let count = await problems.check(document);
    if (count !== undefined && missing !== undefined && vscode.workspace.isTrusted) {
      count += problems.add(document, version, await missing(document));
    }
    if (count === 0) {
      vscode.window.setStatusBarMessage(`$(check) ${text({ code: 'editor.check.clean' })}`, shown);
    } else if (count !== undefined) {
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    }
  };
  context.subscriptions.push(
    problems,
    registerProviders(documents, hints, async () => {
      const { createAssist } = await import('./assist.ts');
      return createAssist(documents, text, hints, await surroundings());
    }),
    vscode.languages.registerCodeActionsProvider(
      SELECTOR,
      new Fixes(problems, text),
      Fixes.metadata,
    ),
    vscode.commands.registerCommand(COMMANDS.check, (resource?: unknown) =>
      check(resource).catch(report),
    ),
  );
  return problems;
}
