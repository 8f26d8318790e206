import type { ReportFormat } from './formats.ts';
import { htmlPage } from './html.ts';
import type { Journal } from './journal.ts';
import { markdownPage } from './markdown.ts';
import { reportOf } from './report.ts';
import { words } from './words.ts';

/**
 * The report of journals, one after the other.
 * @param language a BCP 47 tag whose sentences were learned
 */
export async function writeReport(
  journals: readonly Journal[],
  format: ReportFormat,
  language: string,
): Promise<string> {
  const said = words(language);
  const reports = journals.map((journal) => reportOf(journal, said));
  return format === 'html' ? htmlPage(reports, said) : markdownPage(reports, said);
}
