import { plain } from '../engine/python/convert.ts';
import { isPyObject, numberOf, type PyObject, type PyValue } from '../engine/python/value.ts';
import type { ActivityRow } from '../engine/view.ts';
import { momentOf } from '../messages/time-of-day.ts';

/** An activity of a journal: as the panel has it, and as it is written. */
export interface Entry {
  row: ActivityRow;
  raw: PyObject;
}

/** One check of the hypothesis. */
export interface Check {
  met: boolean | null;
  entries: Entry[];
}

/**
 * A list of the journal's activities.
 * @param value of the journal
 * @param pointer to it, from which the rows' ids are made
 * @param start of the run, milliseconds since 1970
 */
export function entriesOf(value: PyValue | undefined, pointer: string, start: number): Entry[] {
  return objectsOf(value).map((raw, index) => ({
    row: rowOf(raw, `${pointer}/${index}`, start),
    raw,
  }));
}

/** A check of the hypothesis; undefined where there was none. */
export function checkOf(
  value: PyValue | undefined,
  pointer: string,
  start: number,
): Check | undefined {
  if (!isPyObject(value)) {
    return undefined;
  }
  const met = value['steady_state_met'];
  return {
    met: typeof met === 'boolean' ? met : null,
    entries: entriesOf(value['probes'], `${pointer}/probes`, start),
  };
}

/** The objects of a list. */
export function objectsOf(value: PyValue | undefined): PyObject[] {
  return Array.isArray(value) ? value.filter((item) => isPyObject(item)) : [];
}

/** A value as one line of text; empty for null and what is not there. */
export function textOf(value: PyValue | undefined): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function rowOf(raw: PyObject, id: string, start: number): ActivityRow {
  const activity = isPyObject(raw['activity']) ? raw['activity'] : {};
  const { output, exception, tolerance_met: met, status } = raw;
  const { tolerance } = activity;
  const startedAt = textOf(raw['start']);
  const moment = momentOf(startedAt) - start;
  const duration = numberOf(raw['duration']);
  return {
    what: 'activity',
    id,
    pointer: id,
    name: textOf(activity['name']),
    kind: activity['type'] === 'probe' ? 'probe' : 'action',
    background: activity['background'] === true,
    // An entry without a status was cut short.
    state: status === 'succeeded' || status === 'failed' ? status : 'interrupted',
    startedAt,
    startedMono: Number.isNaN(moment) ? 0 : Math.max(0, moment),
    effects: [],
    ...(duration === undefined ? {} : { duration }),
    ...(output === undefined || output === null ? {} : { output: plain(output) }),
    ...(Array.isArray(exception) ? { exception: exception.map(textOf) } : {}),
    ...(tolerance === undefined || tolerance === null ? {} : { tolerance: plain(tolerance) }),
    ...(typeof met === 'boolean' ? { toleranceMet: met } : {}),
  };
}
