import type { Json } from '../experiment/json.ts';
import { applyChange, type Change } from './changes.ts';
import type { RunEvent } from './events.ts';
import { withValue } from './series.ts';
import type {
  ActivityRow,
  DuringView,
  Happening,
  PauseRow,
  PhaseView,
  RunView,
  Stretch,
} from './view.ts';

/** Judgements that the strip of a watched hypothesis shows. */
const stripLength = 120;

/** Changes of readiness that are kept of each workload. */
const observedLength = 200;

/** Stretches of its checks that are kept. */
const stretchesLength = 100;

/** Events of the cluster that are kept. */
const happenings = 300;

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
    startedMono: 0,
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
    held: [],
    observed: {},
    values: {},
    happenings: [],
    unobserved: [],
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
    case 'activity-held': {
      const { id, phase, pointer, name } = event;
      return { ...view, held: [...view.held, { id, phase, pointer, name }] };
    }
    case 'activity-freed':
      return { ...view, held: view.held.filter(({ id }) => id !== event.id) };
    case 'activity-started':
      return addActivity(view, event);
    case 'activity-effects':
      return changeActivity(view, event.id, (row) => ({
        ...row,
        effects: [...row.effects, ...event.effects],
      }));
    case 'activity-ended':
      return activityEnded(view, event);
    case 'activity-judged':
      return changeActivity(view, event.id, (row) => judged(row, event));
    case 'state-changed':
      return stateChanged(view, event);
    case 'pause-started':
      return addPause(view, event);
    case 'pause-ended':
      return changeRow(view, (row) =>
        row.what === 'pause' && row.id === event.id ? { ...row, state: event.how } : undefined,
      );
    case 'observed':
      return observed(view, event);
    case 'cluster-event':
      return { ...view, happenings: [...view.happenings, happening(event)].slice(-happenings) };
    case 'unobserved': {
      const { namespace, resource, error } = event;
      return { ...view, unobserved: [...view.unobserved, { namespace, resource, error }] };
    }
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

const noChecks: DuringView = {
  checks: 0,
  failures: 0,
  recent: [],
  stretches: [],
  lastFailure: [],
  current: [],
};

function started(view: RunView, event: RunEvent<'run-started'>): RunView {
  return {
    ...view,
    run: event.run,
    title: event.title,
    experiment: event.experiment,
    clusters: event.clusters,
    startedAt: event.at,
    startedMono: event.mono,
    ...(event.source === undefined ? {} : { source: event.source }),
    ...(event.dry === undefined ? {} : { dry: event.dry }),
    ...(event.only === undefined ? {} : { only: event.only }),
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
    stretches: stretched(during, event),
    current: [],
    ...(failed ? { lastFailure: during.current } : {}),
    ...(failed && during.firstFailureMono === undefined ? { firstFailureMono: event.mono } : {}),
  });
}

/** Checks follow each other without a gap that tells anything, so a stretch lasts until the next. */
function stretched(
  { stretches, current }: DuringView,
  { met, mono }: RunEvent<'hypothesis-ended'>,
): Stretch[] {
  const last = stretches.at(-1);
  const from = current[0]?.startedMono ?? last?.to ?? mono;
  return last?.met === met
    ? [...stretches.slice(0, -1), { ...last, count: last.count + 1, to: mono }]
    : [...stretches, { met, count: 1, from, to: mono }].slice(-stretchesLength);
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

function activityEnded(view: RunView, event: RunEvent<'activity-ended'>): RunView {
  let { values } = view;
  const next = changeActivity(view, event.id, (row) => {
    const changed = ended(row, event);
    values = withValue(values, changed);
    return changed;
  });
  return values === view.values ? next : { ...next, values };
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

/** What controls have changed of the rows that people see. */
function stateChanged(view: RunView, event: RunEvent<'state-changed'>): RunView {
  return event.changes.reduce((changed, change) => {
    if (event.target === 'activity') {
      return changeActivity(changed, event.id ?? '', (row) => changedRow(row, change));
    }
    const place = rowPlace(event, change.path);
    if (place === undefined) {
      return changed;
    }
    const { phase, index, rest } = place;
    const rows = changed.phases[phase].rows.filter((row) => row.what === 'activity');
    const id = rows[index]?.id;
    return id === undefined
      ? changed
      : changeActivity(changed, id, (row) => changedRow(row, { ...change, path: rest }));
  }, view);
}

/** Paths in the journal to entries of a phase. */
const entryPath =
  /^(?:\/(?:run|rollbacks|steady_states\/(?:before|after)\/probes)|\/probes|)\/(\d+)(\/.+)$/;

function rowPlace(event: RunEvent<'state-changed'>, path: string) {
  const [, index, rest = ''] = entryPath.exec(path) ?? [];
  const { target, phase: checked } = event;
  const phase =
    target === 'method' || target === 'rollbacks'
      ? target
      : target === 'hypothesis'
        ? checked
        : phaseOfPath(path);
  return index === undefined || phase === undefined || phase === 'during'
    ? undefined
    : { phase, index: Number(index), rest };
}

function phaseOfPath(path: string): PhaseView['phase'] | undefined {
  const [, first, second] = path.split('/');
  if (first === 'run') {
    return 'method';
  }
  if (first === 'rollbacks') {
    return first;
  }
  return second === 'before' || second === 'after' ? second : undefined;
}

function changedRow(row: ActivityRow, { path, value }: Change<Json>): ActivityRow {
  const shown = {
    output: row.output ?? null,
    status: row.state,
    exception: row.exception ?? [],
    tolerance_met: row.toleranceMet ?? null,
  };
  const copy: typeof shown = structuredClone(shown);
  applyChange<Json>(copy, { path, ...(value === undefined ? {} : { value }) });
  const state = copy.status === 'failed' || copy.status === 'succeeded' ? copy.status : row.state;
  return {
    ...row,
    state,
    ...(row.output === undefined && copy.output === null ? {} : { output: copy.output }),
    ...(copy.exception.length === 0 ? {} : { exception: copy.exception }),
    ...(copy.tolerance_met === null ? {} : { toleranceMet: copy.tolerance_met }),
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

function happening(event: RunEvent<'cluster-event'>): Happening {
  const { mono, kind, namespace, name, reason, text, warning } = event;
  return { mono, kind, namespace, name, reason, text, warning };
}
