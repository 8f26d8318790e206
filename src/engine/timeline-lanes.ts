import type { RunView } from './view.ts';

/** How many of a workload's pods, or endpoints of a service, were ready in a stretch of time. */
export interface Level {
  from: number;
  to: number;
  ready: number;
  wanted: number;
}

/** Readiness of a workload or service over the run. */
export interface Lane {
  kind: string;
  namespace: string;
  name: string;
  /** The run did something to it, or to a pod of it. */
  touched: boolean;
  levels: Level[];
}

/** Lanes that are drawn. */
const most = 12;

/** So few workloads are all drawn, so that one sees what stayed well. */
const few = 4;

/**
 * The lanes worth drawing, and how many workloads have none: what the run touched, what changed, and
 * the others where there are few.
 * @param end milliseconds of the run's clock
 */
export function lanesOf(view: RunView, end: number): { lanes: Lane[]; quiet: number } {
  const touched = touchedIn(view);
  const all = Object.entries(view.observed).map(([key, changes]): Lane => {
    const [kind = '', namespace = '', name = ''] = key.split('/');
    return {
      kind,
      namespace,
      name,
      touched: touched.some((object) => isOf(object, { kind, namespace, name })),
      levels: changes.map((change, index) => ({
        from: change.mono,
        to: changes[index + 1]?.mono ?? end,
        ready: change.ready,
        wanted: change.wanted,
      })),
    };
  });
  const workloads = all.filter(({ kind }) => kind !== 'Service').length;
  const lanes = all
    .filter((lane) => rank(lane) < 2 || (lane.kind !== 'Service' && workloads <= few))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .slice(0, most);
  const drawn = lanes.filter(({ kind }) => kind !== 'Service').length;
  return { lanes, quiet: workloads - drawn };
}

/** An object by its names. */
export interface Named {
  kind: string;
  namespace?: string;
  name: string;
}

/** What the run did something to. */
export function touchedIn(view: RunView): Named[] {
  return [view.phases.method, view.phases.rollbacks]
    .flatMap(({ rows }) => rows)
    .flatMap((row) => (row.what === 'activity' ? row.effects : []));
}

/** Whether an object is this workload, or a pod or replica set of it by its name. */
export function isOf(object: Named, owner: Named): boolean {
  const kind = object.kind.toLowerCase();
  if (object.namespace !== undefined && object.namespace !== owner.namespace) {
    return false;
  }
  if (object.name === owner.name) {
    return kind === owner.kind.toLowerCase();
  }
  return owner.kind !== 'Service' && made.has(kind) && isNamedAfter(object.name, owner.name);
}

/** Kinds of objects that controllers make, and name after themselves. */
const made = new Set(['pod', 'replicaset']);

/** `back-7f9c6-x2abc` and `back-0` are named after `back`; `back-office-7f9c6-x2abc` is not. */
function isNamedAfter(name: string, owner: string): boolean {
  return name.startsWith(`${owner}-`) && name.slice(owner.length + 1).split('-').length <= 2;
}

function rank({ touched, levels: [first, ...others] }: Lane): number {
  const changed = others.some(
    ({ ready, wanted }) => ready !== first?.ready || wanted !== first.wanted,
  );
  return touched ? 0 : changed ? 1 : 2;
}
