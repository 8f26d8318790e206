import { isOf, type Lane, touchedIn } from './timeline-lanes.ts';
import type { Happening, RunView } from './view.ts';

/** What Kubernetes reported at a moment; several alike are one. */
export interface Moment {
  /** Milliseconds from the left edge. */
  at: number;
  kind: string;
  namespace: string;
  name: string;
  reason: string;
  text: string;
  warning: boolean;
  /** How many came together, this one among them. */
  count: number;
}

/** Moments that are drawn. */
const most = 60;

/** Part of the width within which events of one reason are one mark. */
const together = 0.02;

/**
 * Events of the cluster that belong to what is drawn: about objects of the lanes, or what the run
 * touched; all of them where there is neither.
 * @param origin left edge, and `end` the right one, in milliseconds of the run's clock
 */
export function happeningsOf(
  view: RunView,
  lanes: readonly Lane[],
  origin: number,
  end: number,
): Moment[] {
  const touched = touchedIn(view);
  const owners = [...lanes, ...touched];
  const moments: Moment[] = [];
  for (const { mono, ...facts } of view.happenings) {
    const about = owners.length === 0 || owners.some((owner) => isOf(facts, owner));
    if (!about || mono > end) {
      continue;
    }
    const at = Math.max(0, mono - origin);
    const alike = moments.findLast((moment) => isAlike(moment, facts));
    if (alike !== undefined && at - alike.at < together * (end - origin)) {
      alike.count += 1;
    } else {
      moments.push({ at, ...facts, count: 1 });
    }
  }
  return moments.slice(-most);
}

function isAlike(moment: Moment, { reason, warning, namespace }: Omit<Happening, 'mono'>): boolean {
  return moment.reason === reason && moment.warning === warning && moment.namespace === namespace;
}
