import type { Journal } from '../journal.ts';
import { readJournal } from '../read-journal.ts';
import aborted from './aborted.json' with { type: 'json' };
import continuous from './continuous.json' with { type: 'json' };
import controls from './controls.json' with { type: 'json' };
import deviated from './deviated.json' with { type: 'json' };
import interrupted from './interrupted.json' with { type: 'json' };
import nothing from './nothing.json' with { type: 'json' };

/** Journals that the real Chaos Toolkit has written, paths in them changed. */
const journals = { aborted, continuous, controls, deviated, interrupted, nothing };

export type RealRun = keyof typeof journals;

export const realRuns: readonly RealRun[] = [
  'aborted',
  'continuous',
  'controls',
  'deviated',
  'interrupted',
  'nothing',
];

/** The text of such a journal. */
export function realText(run: RealRun): string {
  return JSON.stringify(journals[run], null, 2);
}

/** The same, read. */
export function realJournal(run: RealRun): Journal {
  return readJournal(realText(run), `${run}.json`);
}
