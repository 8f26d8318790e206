import type { RunEvent } from './events.ts';
import type { ActivityRow, DuringView, PauseRow, PhaseView, RunView } from './view.ts';

/** Judgements that the strip of a watched hypothesis shows. */
const stripLength = 120;

/** Changes of readiness that are kept of each workload. */
const observedLength = 200;

/** The view of a run of which nothing is known yet. */
export function initialView(): RunView {
  const waiting = <P extends PhaseView['phase']>(phase: P): PhaseView => ({
    phase,
    state: 'waiting',
    rows: [],
  });
  return {
    run: '',
    title: '',
    experiment: {},
    clusters: [],
    startedAt: '',
    seq: 0,
    mono: 0,
    state: 'running',
    deviated: false,
    phases: {
      before: waiting('before'),
      method: waiting('method'),
      after: waiting('after'),
      rollbacks: waiting('rollbacks'),
    },
    observed: {},
  };
}

/** The view after one more event. Pure: the given view is not changed, and what is equal is shared. */
export function reduce(view: RunView, event: RunEvent): RunView {
  return { ...fold(view, event), seq: event.seq, mono: event.mono };
}

function fold(view: RunView, event: RunEvent): RunView {
  switch (event.type) {
    case 'run-started':
      return started(view, event);
    case 'experiment-changed':
      return { ...view, experiment: event.experiment };
    case 'phase-started':
      return event.phase === 'during'
        ? { ...view, during: view.during ?? noChecks }
        : withPhase(view, event.phase, { state: 'running' });
    case 'phase-ended':
      return event.phase === 'during' ? view : withPhase(view, event.phase, { state: 'ended' });
    case 'hypothesis-started':
      return event.phase === 'during' ? withDuring(view, { current: [] }) : view;
    case 'hypothesis-ended':
      return event.phase === 'during'
        ? checked(view, event)
        : withPhase(view, event.phase, { met: event.met });
    case 'activity-started':
      return addActivity(view, event);
    case 'activity-effects':
      return changeActivity(view, event.id, (row) => ({
        ...row,
        effects: [...row.effects, ...event.effects],
      }));
    case 'activity-ended':
      return changeActivity(view, event.id, (row) => ended(row, event));
    case 'activity-judged':
      return changeActivity(view, event.id, (row) => judged(row, event));
    case 'pause-started':
      return addPause(view, event);
    case 'pause-ended':
      return changeRow(view, (row) =>
        row.what === 'pause' && row.id === event.id ? { ...row, state: event.how } : undefined,
      );
    case 'observed':
      return observed(view, event);
    case 'stop-requested':
      return view.state === 'ended'
        ? view
        : { ...view, state: 'stopping', interruption: view.interruption ?? event.interruption };
    case 'run-ended':
      return runEnded(view, event);
    default:
      return view;
  }
}

const noChecks: DuringView = { checks: 0, failures: 0, recent: [], lastFailure: [], current: [] };

function started(view: RunView, event: RunEvent<'run-started'>): RunView {
  return {
    ...view,
    run: event.run,
    title: event.title,
    experiment: event.experiment,
    clusters: event.clusters,
    startedAt: event.at,
    ...(event.source === undefined ? {} : { source: event.source }),
    ...(event.dry === undefined ? {} : { dry: event.dry }),
  };
}

function runEnded(view: RunView, event: RunEvent<'run-ended'>): RunView {
  // A run that was asked to stop and came to its end before that was not interrupted.
  const { interruption: _, ...rest } = view;
  return {
    ...rest,
    state: 'ended',
    status: event.status,
    deviated: event.deviated,
    duration: event.duration,
    ...(event.interruption === undefined ? {} : { interruption: event.interruption }),
    ...(event.error === undefined ? {} : { error: event.error }),
  };
}

function withPhase(view: RunView, phase: PhaseView['phase'], change: Partial<PhaseView>): RunView {
  return { ...view, phases: { ...view.phases, [phase]: { ...view.phases[phase], ...change } } };
}

function withDuring(view: RunView, change: Partial<DuringView>): RunView {
  return { ...view, during: { ...(view.during ?? noChecks), ...change } };
}

function checked(view: RunView, event: RunEvent<'hypothesis-ended'>): RunView {
  const during = view.during ?? noChecks;
  const failed = event.met !== true;
  return withDuring(view, {
    checks: during.checks + 1,
    failures: during.failures + (failed ? 1 : 0),
    recent: [...during.recent, event.met].slice(-stripLength),
    current: [],
    ...(failed ? { lastFailure: during.current } : {}),
    ...(failed && during.firstFailureMono === undefined ? { firstFailureMono: event.mono } : {}),
  });
}

function addActivity(view: RunView, event: RunEvent<'activity-started'>): RunView {
  const row: ActivityRow = {
    what: 'activity',
    id: event.id,
    pointer: event.pointer,
    name: event.name,
    kind: event.kind,
    background: event.background,
    state: 'running',
    startedAt: event.at,
    startedMono: event.mono,
    effects: [],
    ...(event.tolerance === undefined ? {} : { tolerance: event.tolerance }),
  };
  if (event.phase === 'during') {
    return withDuring(view, { current: [...(view.during ?? noChecks).current, row] });
  }
  return addRow(view, event.phase, row);
}

function ended(row: ActivityRow, event: RunEvent<'activity-ended'>): ActivityRow {
  return {
    ...row,
    state: event.status,
    duration: event.duration,
    ...(event.output === undefined ? {} : { output: event.output }),
    ...(event.exception === undefined ? {} : { exception: event.exception }),
    ...(event.error === undefined ? {} : { error: event.error }),
  };
}

function judged(row: ActivityRow, event: RunEvent<'activity-judged'>): ActivityRow {
  return {
    ...row,
    toleranceMet: event.met === true,
    ...(event.exception === undefined ? {} : { exception: event.exception }),
    ...(event.error === undefined ? {} : { error: event.error }),
  };
}

/** Pauses of a watched hypothesis are not shown: its checks are a strip. */
function addPause(view: RunView, event: RunEvent<'pause-started'>): RunView {
  const running = runningPhase(view, event.parent);
  if (running === undefined) {
    return view;
  }
  const row: PauseRow = {
    what: 'pause',
    id: event.id,
    when: event.when,
    seconds: event.seconds,
    startedMono: event.mono,
    state: 'running',
    ...(event.activityId === undefined ? {} : { activityId: event.activityId }),
  };
  return addRow(view, running, row);
}

/** The phase of a pause: its parent, or the hypothesis phase that is going on. */
function runningPhase(view: RunView, parent: string | undefined): PhaseView['phase'] | undefined {
  if (parent === 'method' || parent === 'rollbacks') {
    return parent;
  }
  return (['before', 'after'] as const).find((phase) => view.phases[phase].state === 'running');
}

function addRow(view: RunView, phase: PhaseView['phase'], row: ActivityRow | PauseRow): RunView {
  return withPhase(view, phase, { rows: [...view.phases[phase].rows, row] });
}

function changeActivity(
  view: RunView,
  id: string,
  change: (row: ActivityRow) => ActivityRow,
): RunView {
  const during = view.during;
  const at = during?.current.findIndex((row) => row.id === id) ?? -1;
  const row = during?.current[at];
  if (during !== undefined && row !== undefined) {
    return withDuring(view, { current: during.current.with(at, change(row)) });
  }
  return changeRow(view, (row) =>
    row.what === 'activity' && row.id === id ? change(row) : undefined,
  );
}

/** Replaces the newest row for which `change` gives another. */
function changeRow(
  view: RunView,
  change: (row: ActivityRow | PauseRow) => ActivityRow | PauseRow | undefined,
): RunView {
  for (const phase of ['rollbacks', 'after', 'method', 'before'] as const) {
    const { rows } = view.phases[phase];
    for (let at = rows.length - 1; at >= 0; at -= 1) {
      const row = rows[at];
      const changed = row === undefined ? undefined : change(row);
      if (changed !== undefined) {
        return withPhase(view, phase, { rows: rows.with(at, changed) });
      }
    }
  }
  return view;
}

function observed(view: RunView, event: RunEvent<'observed'>): RunView {
  const key = `${event.kind}/${event.namespace}/${event.name}`;
  const changes = view.observed[key] ?? [];
  const { mono, ready, wanted } = event;
  const last = changes.at(-1);
  if (last?.ready === ready && last.wanted === wanted) {
    return view;
  }
  const kept = [...changes, { mono, ready, wanted }].slice(-observedLength);
  return { ...view, observed: { ...view.observed, [key]: kept } };
}
