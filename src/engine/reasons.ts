import { momentOf, timeOfDay } from '../messages/time-of-day.ts';
import type { Message } from '../messages/types.ts';
import { seconds } from './figures.ts';
import type { ActivityRow, RunView } from './view.ts';

/** Writes a moment as a time of day. */
export type Clock = (at: string, language?: string) => string;

/** A workload, or service, that had nothing ready while a probe was asked. */
export interface Unready {
  kind: string;
  namespace: string;
  name: string;
  /** Monotonic milliseconds of the run from which on nothing was ready. */
  since: number;
  /** When something was ready again, if the run saw that. */
  until?: number;
}

/**
 * Services and workloads around the run that had nothing ready at some moment of a probe: services
 * first, as they are what callers meet, and the longest unready first. Those that were so before the method are left out: it held, or not, with them as well.
 */
export function unreadyDuring(view: RunView, probe: ActivityRow): Unready[] {
  const from = probe.startedMono;
  const to = endOf(probe);
  return Object.entries(view.observed)
    .flatMap(([key, changes]) => {
      const [kind = '', namespace = '', name = ''] = key.split('/');
      return stretches(changes, methodFrom(view))
        .filter(({ since, until }) => since <= to && (until === undefined || until > from))
        .slice(0, 1)
        .map((stretch) => ({ kind, namespace, name, ...stretch }));
    })
    .sort(
      (a, b) => Number(b.kind === 'Service') - Number(a.kind === 'Service') || a.since - b.since,
    );
}

/**
 * Why a probe did not hold, as sentences with times of day: one for each service or workload around
 * the run without anything ready; else for each that had less than it wanted; else the last warning
 * of the cluster.
 * @param probe of a hypothesis, played during or after the method; one that held has no reasons
 * @param language for the times
 * @param clock writes a moment in ISO 8601 as a time of day; the reader's own by default
 */
export function reasonsOf(
  view: RunView,
  probe: ActivityRow,
  language?: string,
  clock: Clock = timeOfDay,
): Message[] {
  const start = momentOf(probe.startedAt);
  if ((probe.toleranceMet !== false && probe.state !== 'failed') || Number.isNaN(start)) {
    return [];
  }
  const failed = endOf(probe);
  const time = (mono: number) =>
    clock(new Date(start + mono - probe.startedMono).toISOString(), language);
  const unready = unreadyDuring(view, probe).map(({ kind, name, since, until }): Message => {
    const what = kind === 'Service' ? 'endpoint' : 'pod';
    const args = { name, since: time(since), later: seconds((failed - since) / 1000) };
    return until === undefined
      ? { code: `engine.reason-no-${what}`, args }
      : { code: `engine.reason-no-${what}-until`, args: { ...args, until: time(until) } };
  });
  if (unready.length > 0) {
    return unready;
  }
  const lost = short(view, failed);
  return lost.length > 0 ? lost : warned(view, failed, time);
}

function endOf({ startedMono, duration }: ActivityRow): number {
  return startedMono + (duration ?? 0) * 1000;
}

/** Workloads that had lost some of their pods by then. */
function short(view: RunView, failed: number): Message[] {
  return Object.entries(view.observed).flatMap(([key, changes]): Message[] => {
    const [kind, , name = ''] = key.split('/');
    const now = changes.findLast(({ mono }) => mono <= failed);
    const before = changes.find(({ mono }) => mono < methodFrom(view));
    const lost = now !== undefined && now.ready < (before?.ready ?? 0) && now.ready < now.wanted;
    return lost && kind !== 'Service'
      ? [{ code: 'engine.reason-short', args: { name, ready: now.ready, wanted: now.wanted } }]
      : [];
  });
}

function warned(view: RunView, failed: number, time: (mono: number) => string): Message[] {
  const last = view.happenings.findLast(
    ({ warning, mono }) => warning && mono >= methodFrom(view) && mono <= failed,
  );
  if (last === undefined) {
    return [];
  }
  const { mono, kind, name, reason, text } = last;
  const args = { time: time(mono), kind, name, reason, text };
  return [{ code: 'engine.reason-warning', args }];
}

function methodFrom(view: RunView): number {
  return view.phases.method.rows[0]?.startedMono ?? Number.POSITIVE_INFINITY;
}

type Changes = RunView['observed'][string];

/** Stretches of time with nothing ready, oldest first. */
function stretches(changes: Changes, method: number): Pick<Unready, 'since' | 'until'>[] {
  const found: Pick<Unready, 'since' | 'until'>[] = [];
  changes.forEach(({ ready, mono }, index) => {
    const before = changes[index - 1];
    const starts = before === undefined ? mono >= method : before.ready > 0;
    if (ready === 0 && starts) {
      const end = changes.slice(index).find((change) => change.ready > 0);
      found.push({ since: mono, ...(end !== undefined && { until: end.mono }) });
    }
  });
  return found;
}
