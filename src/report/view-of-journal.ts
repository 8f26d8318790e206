import { plainObject } from '../engine/python/convert.ts';
import { isPyObject, numberOf, type PyObject } from '../engine/python/value.ts';
import { initialView } from '../engine/reducer.ts';
import { withValue } from '../engine/series.ts';
import type { ActivityRow, DuringView, PhaseView, RunView } from '../engine/view.ts';
import { format } from '../messages/format.ts';
import { momentOf } from '../messages/time-of-day.ts';
import { type Check, checkOf, type Entry, entriesOf, objectsOf, textOf } from './entries.ts';
import type { Journal } from './journal.ts';
import { withPauses } from './pauses.ts';
import { runsOf } from './watched.ts';

/** A run as its journal tells it, in the parts that a report has. */
export interface Told {
  /** The same as of a run of this program, so that verdict and timeline are the same. */
  view: RunView;
  before?: Check;
  during: Check[];
  after?: Check;
  run: Entry[];
  rollbacks: Entry[];
}

/**
 * Folds a journal into the view that the panel has of a run.
 * @param language of a reason that the journal leaves out
 */
export function viewOfJournal({ data, seen }: Journal, language?: string): Told {
  const start = momentOf(textOf(data['start']));
  const states = isPyObject(data['steady_states']) ? data['steady_states'] : {};
  const before = checkOf(states['before'], '/steady_states/before', start);
  const after = checkOf(states['after'], '/steady_states/after', start);
  const during = objectsOf(states['during']).flatMap(
    (state, index) => checkOf(state, `/steady_states/during/${index}`, start) ?? [],
  );
  const run = entriesOf(data['run'], '/run', start);
  const rollbacks = entriesOf(data['rollbacks'], '/rollbacks', start);
  const told: Omit<Told, 'view'> = {
    ...(before && { before }),
    ...(after && { after }),
    during,
    run,
    rollbacks,
  };
  return { ...told, view: { ...viewOf(data, told, language), ...seen } };
}

function viewOf(data: PyObject, told: Omit<Told, 'view'>, language?: string): RunView {
  const experiment = isPyObject(data['experiment']) ? data['experiment'] : {};
  const duration = numberOf(data['duration']);
  const { dry } = experiment;
  return {
    ...initialView(),
    title: textOf(experiment['title']),
    experiment: plainObject(experiment),
    startedAt: textOf(data['start']),
    state: 'ended',
    deviated: data['deviated'] === true,
    phases: {
      before: phase('before', told.before),
      method: { phase: 'method', state: 'ended', rows: withPauses(told.run) },
      after: phase('after', told.after),
      rollbacks: { phase: 'rollbacks', state: 'ended', rows: withPauses(told.rollbacks) },
    },
    ...(duration === undefined ? {} : { duration }),
    ...(typeof dry === 'string' ? { dry } : {}),
    ...(told.during.length === 0 ? {} : { during: duringOf(told.during) }),
    values: rowsIn(told).reduce(withValue, {}),
    ...endOf(data, told, language),
  };
}

/** How it ended; of what cut it, the journal may say nothing. */
function endOf(
  { status, interruption }: PyObject,
  told: Omit<Told, 'view'>,
  language?: string,
): Pick<RunView, 'status' | 'interruption' | 'error'> {
  switch (status) {
    case 'interrupted': {
      const { kind, reason } = isPyObject(interruption) ? interruption : {};
      const untold = format({ code: 'report.interruption-untold' }, language);
      return { status, interruption: { kind: textOf(kind), reason: textOf(reason) || untold } };
    }
    case 'aborted': {
      const lines = entriesIn(told).findLast(
        ({ row }) => row.state === 'interrupted' && row.exception !== undefined,
      )?.row.exception;
      const reason = lines?.at(-1)?.trim() ?? '';
      return {
        status,
        error:
          reason === ''
            ? { code: 'report.abortion-untold' }
            : { code: 'report.abortion', args: { reason } },
      };
    }
    case 'completed':
    case 'failed':
      return { status };
    default:
      return {};
  }
}

/** All rows by time. */
function rowsIn({ before, during, run, after, rollbacks }: Omit<Told, 'view'>): ActivityRow[] {
  const checks = during.flatMap(({ entries }) => entries);
  return [...entriesOfCheck(before), ...run, ...checks, ...entriesOfCheck(after), ...rollbacks]
    .map(({ row }) => row)
    .sort((a, b) => a.startedMono - b.startedMono);
}

function entriesOfCheck(check: Check | undefined): Entry[] {
  return check?.entries ?? [];
}

function entriesIn({ before, run, after, rollbacks }: Omit<Told, 'view'>): Entry[] {
  return [...entriesOfCheck(before), ...run, ...entriesOfCheck(after), ...rollbacks];
}

function phase(name: 'before' | 'after', check: Check | undefined): PhaseView {
  return check === undefined
    ? { phase: name, state: 'waiting', rows: [] }
    : { phase: name, state: 'ended', met: check.met, rows: withPauses(check.entries) };
}

function duringOf(checks: readonly Check[]): DuringView {
  const failures = checks.filter(({ met }) => met !== true);
  const first = failures[0]?.entries.at(-1)?.row;
  return {
    checks: checks.length,
    failures: failures.length,
    recent: checks.slice(-120).map(({ met }) => met),
    stretches: runsOf(checks).slice(-100),
    lastFailure: failures.at(-1)?.entries.map(({ row }) => row) ?? [],
    current: [],
    ...(first === undefined
      ? {}
      : { firstFailureMono: first.startedMono + (first.duration ?? 0) * 1000 }),
  };
}
