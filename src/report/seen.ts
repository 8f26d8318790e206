import type { RunEvent } from '../engine/events.ts';
import { initialView, reduce } from '../engine/reducer.ts';
import type { RunView } from '../engine/view.ts';
import { momentOf } from '../messages/time-of-day.ts';
import { textOf } from './entries.ts';
import type { Journal } from './journal.ts';

/** What a run saw of the cluster, on the clock of its journal. */
export type Seen = Pick<RunView, 'observed' | 'happenings' | 'unobserved'>;

/** Name of the file that a run keeps beside its journal. */
export const eventsFile = 'events.jsonl';

/** Kinds of events that tell it, as they stand in a line. */
const telling = /^\{"v":\d+,.*?"type":"(?:run-started|observed|cluster-event|unobserved)"/;

/** Milliseconds by which two writings of one moment may differ. */
const alike = 2;

/**
 * The journal with what its run saw, from the events that lie beside it. Events of another run, or
 * none, change nothing.
 * @param events text of the file, one JSON object a line
 */
export function withSeen(journal: Journal, events: string | undefined): Journal {
  const seen = events === undefined ? undefined : seenIn(journal, events);
  return seen === undefined ? journal : { ...journal, seen };
}

function seenIn({ data }: Journal, events: string): Seen | undefined {
  const view = events
    .split('\n')
    .filter((line) => telling.test(line))
    .flatMap(eventOf)
    .reduce(reduce, initialView());
  const apart = Math.abs(momentOf(view.startedAt) - momentOf(textOf(data['start'])));
  if (!(apart <= alike)) {
    return undefined;
  }
  const shifted = <T extends { mono: number }>(entry: T): T => ({
    ...entry,
    mono: entry.mono - view.startedMono,
  });
  return {
    observed: Object.fromEntries(
      Object.entries(view.observed).map(([key, changes]) => [key, changes.map(shifted)]),
    ),
    happenings: view.happenings.map(shifted),
    unobserved: view.unobserved,
  };
}

function eventOf(line: string): RunEvent[] {
  try {
    return [JSON.parse(line) as RunEvent];
  } catch {
    return [];
  }
}
