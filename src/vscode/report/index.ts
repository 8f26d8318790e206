import * as vscode from 'vscode';
import type { Message } from '../../messages/types.ts';
import type { ConfigValue } from '../config-value.ts';
import { COMMANDS } from '../ids.ts';
import { ReportLenses } from './lenses.ts';

/** What reports need; a browser has it too. */
export interface ReportNeeds {
  lenses: ConfigValue<boolean>;
  text(message: Message): string;
  report(error: unknown): void;
}

/** Registers what makes a page of journals; the page's maker is loaded when it is first asked. */
export function registerReport(context: vscode.ExtensionContext, needs: ReportNeeds): void {
  const { text, report } = needs;
  context.subscriptions.push(
    new ReportLenses(needs),
    vscode.commands.registerCommand(
      COMMANDS.exportReport,
      async (resource?: unknown, selected?: unknown) => {
        try {
          const { exportReport } = await import('./export-report.ts');
          await exportReport(Array.isArray(selected) ? selected : [resource], text);
        } catch (error) {
          report(error);
        }
      },
    ),
  );
}
