import * as vscode from 'vscode';
import type { RunView } from '../../engine/view.ts';
import { viewOfJournal } from '../../report/view-of-journal.ts';
import { journalAt } from '../report/export-report.ts';

/**
 * The run that a journal tells of, as the panel shows runs.
 * @param uri of the journal, of this program or of Chaos Toolkit
 * @throws HumanError `report.…` for what is no journal
 */
export async function journalView(uri: string): Promise<RunView> {
  const { language } = vscode.env;
  const journal = await journalAt(vscode.Uri.parse(uri), language);
  return viewOfJournal(journal, language).view;
}
