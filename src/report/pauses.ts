import { isPyObject, numberOf } from '../engine/python/value.ts';
import type { ActivityRow, PauseRow } from '../engine/view.ts';
import type { Entry } from './entries.ts';

/**
 * Activities with the pauses between them. A journal does not tell pauses: those that are declared as
 * numbers are shown, as far as the times around them leave room.
 */
export function withPauses(entries: readonly Entry[]): (ActivityRow | PauseRow)[] {
  return entries.flatMap((entry, index) => {
    const { row } = entry;
    const last = entries.slice(0, index).findLast((other) => !other.row.background)?.row;
    const next = entries[index + 1]?.row;
    const before = declared(entry, 'before');
    const after = row.background ? 0 : declared(entry, 'after');
    const from = Math.max(row.startedMono - before * 1000, last === undefined ? 0 : endOf(last));
    const until = Math.min(
      endOf(row) + after * 1000,
      next?.startedMono ?? Number.POSITIVE_INFINITY,
    );
    return [
      ...pause(row, 'before', from, row.startedMono),
      row,
      ...pause(row, 'after', endOf(row), until),
    ];
  });
}

function endOf(row: ActivityRow): number {
  return row.startedMono + (row.duration ?? 0) * 1000;
}

/** Seconds of a pause; 0 where there is none or its number is not in the journal. */
function declared({ raw }: Entry, when: 'before' | 'after'): number {
  const activity = raw['activity'];
  const pauses = isPyObject(activity) ? activity['pauses'] : undefined;
  return isPyObject(pauses) ? Math.max(0, numberOf(pauses[when]) ?? 0) : 0;
}

/** Milliseconds below which a pause was left out, as in a dry run. */
const shortest = 5;

function pause(row: ActivityRow, when: PauseRow['when'], from: number, to: number): PauseRow[] {
  return to - from < shortest
    ? []
    : [
        {
          what: 'pause',
          id: `${row.id}/${when}`,
          activityId: row.id,
          when,
          seconds: (to - from) / 1000,
          startedMono: from,
          state: 'over',
        },
      ];
}
