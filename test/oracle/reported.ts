import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/experiment/json.ts';
import { readJournal } from '../../src/report/read-journal.ts';
import { writeReport } from '../../src/report/write-report.ts';

/** Holds a journal against its schema, and makes reports of it, in which no word is missing. */
export async function checkReport(side: string, journal: JsonObject | undefined): Promise<void> {
  if (journal === undefined) {
    return;
  }
  const read = readJournal(JSON.stringify(journal), `the journal of ${side}`);
  for (const format of ['html', 'markdown'] as const) {
    const report = await writeReport([read], format, 'en');
    assert.doesNotMatch(report, /undefined|\[object Object\]|editor\.panel\.|report\.[a-z]/, side);
  }
}
