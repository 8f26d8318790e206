import { momentOf, timeOfDay } from '../messages/time-of-day.ts';
import type { Message } from '../messages/types.ts';
import type { ActivityRow, RunView } from './view.ts';

/** A workload that had no ready pod while a probe was asked. */
export interface Unready {
  kind: string;
  namespace: string;
  name: string;
  /** Monotonic milliseconds of the run from which on no pod was ready. */
  since: number;
  /** When a pod was ready again, if the run saw that. */
  until?: number;
}

/**
 * Workloads around the run that had no ready pod at some moment of a probe, the longest unready
 * first. Those that were so before the method are left out: it held, or not, with them as well.
 */
export function unreadyDuring(view: RunView, probe: ActivityRow): Unready[] {
  const from = probe.startedMono;
  const to = from + (probe.duration ?? 0) * 1000;
  const methodFrom = view.phases.method.rows[0]?.startedMono ?? Number.POSITIVE_INFINITY;
  return Object.entries(view.observed)
    .flatMap(([key, changes]) => {
      const [kind = '', namespace = '', name = ''] = key.split('/');
      return stretches(changes, methodFrom)
        .filter(({ since, until }) => since <= to && (until === undefined || until > from))
        .slice(0, 1)
        .map((stretch) => ({ kind, namespace, name, ...stretch }));
    })
    .sort((a, b) => a.since - b.since);
}

/**
 * The same as sentences, one a workload, with times of day.
 * @param probe of a hypothesis, played during or after the method; one that held has no reasons
 * @param language for the times
 */
export function reasonsOf(view: RunView, probe: ActivityRow, language?: string): Message[] {
  if (probe.toleranceMet !== false && probe.state !== 'failed') {
    return [];
  }
  const start = momentOf(probe.startedAt);
  const time = (mono: number) =>
    timeOfDay(new Date(start + mono - probe.startedMono).toISOString(), language);
  return Number.isNaN(start)
    ? []
    : unreadyDuring(view, probe).map(({ name, since, until }): Message => {
        const args = { name, since: time(since) };
        return until === undefined
          ? { code: 'engine.reason-unready', args }
          : { code: 'engine.reason-unready-until', args: { ...args, until: time(until) } };
      });
}

type Changes = RunView['observed'][string];

/** Stretches of time without a ready pod, oldest first. */
function stretches(changes: Changes, methodFrom: number): Pick<Unready, 'since' | 'until'>[] {
  const found: Pick<Unready, 'since' | 'until'>[] = [];
  changes.forEach(({ ready, mono }, index) => {
    const before = changes[index - 1];
    const starts = before === undefined ? mono >= methodFrom : before.ready > 0;
    if (ready === 0 && starts) {
      const end = changes.slice(index).find((change) => change.ready > 0);
      found.push({ since: mono, ...(end !== undefined && { until: end.mono }) });
    }
  });
  return found;
}
