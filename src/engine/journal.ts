import type { Json, JsonObject } from '../experiment/json.ts';
import { applyChange, type Change, tokens } from './changes.ts';
import type { Interruption, RunEvent } from './events.ts';
import { lift } from './python/convert.ts';
import { isPyObject, PyFloat, type PyObject, type PyValue } from './python/value.ts';

/** One check of the hypothesis, as the journal has it. */
type State = PyObject & { steady_state_met: boolean | null; probes: PyObject[] };

/** The parts of a journal that do not grow with the number of continuous checks. */
export interface JournalParts {
  /** Keys up to `deviated`. */
  head: PyObject;
  before: State | null;
  after: State | null;
  run: PyObject[];
  rollbacks: PyObject[];
  /** Keys from `end` on. */
  tail: PyObject;
}

/**
 * Folds events into the journal Chaos Toolkit writes. Checks made while the method was played are
 * handed out as they end and not kept.
 */
export class JournalBuilder {
  readonly #during: (state: State) => void;
  readonly #final: PyObject | undefined;
  readonly #duringChanges: readonly Change[];
  readonly #changes: Change[] = [];
  readonly #cutOff: 'aborted' | 'interrupted';
  #watched = 0;
  #started: RunEvent<'run-started'> | undefined;
  #experiment: PyObject = {};
  #ended: RunEvent<'run-ended'> | undefined;
  #last: RunEvent | undefined;
  readonly #states: Record<'before' | 'after', State | null> = { before: null, after: null };
  readonly #checks = new Map<string, State>();
  readonly #entries = new Map<string, { entry: PyObject; started: RunEvent<'activity-started'> }>();
  /** Entries that stay, with the pointers of their activities. */
  readonly #kept: { entry: PyObject; pointer: string }[] = [];
  readonly #run: PyObject[] = [];
  readonly #rollbacks: PyObject[] = [];

  /**
   * @param during takes each check made while the method was played
   * @param experiment the experiment at the end of the run, when it is known already: activities in
   * continuous checks are told as they were then, with judged values written into them
   * @param cutOff status of a run whose events just stop
   * @param changes what controls changed of the whole journal, when it is known already
   */
  constructor(
    during: (state: State) => void,
    experiment?: PyObject,
    changes: readonly Change[] = [],
    cutOff: 'aborted' | 'interrupted' = 'interrupted',
  ) {
    this.#cutOff = cutOff;
    this.#during = during;
    this.#final = experiment;
    this.#duringChanges = changes;
  }

  /** The experiment as it is known by now. */
  get experiment(): PyObject {
    return this.#experiment;
  }

  add(event: RunEvent): void {
    this.#last = event;
    switch (event.type) {
      case 'run-started':
        this.#started = event;
        this.#experiment = lifted(event, event.experiment, '/experiment');
        break;
      case 'experiment-changed':
        this.#experiment = lifted(event, event.experiment, '/experiment');
        break;
      case 'run-ended':
        this.#ended = event;
        break;
      case 'hypothesis-started':
        this.#checks.set(event.id, { steady_state_met: null, probes: [] });
        break;
      case 'hypothesis-ended':
        this.#endCheck(event);
        break;
      case 'activity-started':
        this.#start(event);
        break;
      case 'activity-ended':
        this.#end(event);
        break;
      case 'activity-judged':
        this.#judge(event);
        break;
      case 'state-changed':
        this.#change(event);
        break;
      default:
    }
  }

  /** The entry of an activity that has not been judged yet. */
  entry(id: string): PyObject | undefined {
    return this.#entries.get(id)?.entry;
  }

  /** A check that has not ended yet. */
  check(id: string): PyObject | undefined {
    return this.#checks.get(id);
  }

  /** Entries of the method, or of the rollbacks, so far. */
  entries(of: 'method' | 'rollbacks'): PyObject[] {
    return of === 'method' ? this.#run : this.#rollbacks;
  }

  /** What controls have changed of the journal as a whole. */
  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** All but the continuous checks. */
  parts(): JournalParts {
    for (const { entry, pointer } of this.#kept) {
      entry['activity'] = asItIsNow(entry['activity'], valueAt(this.#experiment, pointer));
    }
    const parts = this.#unchanged();
    for (const change of this.#changes) {
      changeParts(parts, change);
    }
    return parts;
  }

  #unchanged(): JournalParts {
    const started = this.#started;
    return {
      head: {
        'chaoslib-version': started?.header.chaoslibVersion ?? null,
        platform: started?.header.platform ?? null,
        node: started?.header.node ?? null,
        experiment: this.#experiment,
        start: started === undefined ? null : zoned(started.at),
        // Events that just stop belong to a run that was cut off.
        status: this.#ended?.status ?? this.#cutOff,
        deviated: this.#ended?.deviated ?? false,
      },
      ...this.#states,
      run: this.#run,
      rollbacks: this.#rollbacks,
      tail: this.#tail(),
    };
  }

  #tail(): PyObject {
    const ended = this.#ended;
    const last = ended ?? this.#last;
    const seconds = ended?.duration ?? ((last?.mono ?? 0) - (this.#started?.mono ?? 0)) / 1000;
    const { kind, name, reason } = toldOf(ended?.interruption);
    return {
      end: last === undefined ? null : zoned(last.at),
      duration: float(seconds),
      ...(kind === undefined || reason === undefined
        ? {}
        : { interruption: { kind, ...(name === undefined ? {} : { name }), reason } }),
    };
  }

  #change(event: RunEvent<'state-changed'>): void {
    const { changes } = lifted(event, { changes: event.changes as Json }, '');
    const made = changes as unknown as Change[];
    const { target, id = '' } = event;
    const root =
      target === 'activity'
        ? this.entry(id)
        : target === 'hypothesis'
          ? this.check(id)
          : target === 'journal'
            ? undefined
            : this.entries(target);
    if (target === 'journal') {
      this.#changes.push(...made);
    } else if (root !== undefined) {
      for (const change of made) {
        applyChange<PyValue>(root, change);
      }
    }
  }

  #endCheck(event: RunEvent<'hypothesis-ended'>): void {
    const state = this.#checks.get(event.id);
    this.#checks.delete(event.id);
    if (state === undefined) {
      return;
    }
    state.steady_state_met = event.met;
    if (event.phase !== 'during') {
      this.#states[event.phase] = state;
    } else if (event.met !== null) {
      for (const { path, ...value } of this.#duringChanges) {
        const start = `/steady_states/during/${this.#watched}`;
        if (path.startsWith(`${start}/`)) {
          applyChange<PyValue>(state, { path: path.slice(start.length), ...value });
        }
      }
      this.#watched += 1;
      this.#during(state);
    }
  }

  #start(event: RunEvent<'activity-started'>): void {
    const pointer = event.placed ?? event.resolved ?? event.pointer;
    const last = this.#final === undefined ? undefined : valueAt(this.#final, pointer);
    const entry: PyObject = {
      activity: asItIsNow(lifted(event, event.activity, '/activity'), last),
      output: null,
      start: zoned(event.at),
    };
    if (event.phase !== 'during') {
      this.#kept.push({ entry, pointer });
    }
    this.#entries.set(event.id, { entry, started: event });
    const check = this.#checks.get(event.parent ?? '');
    if (check !== undefined) {
      check.probes.push(entry);
    } else if (event.phase === 'method') {
      this.#run.push(entry);
    } else if (event.phase === 'rollbacks') {
      this.#rollbacks.push(entry);
    }
  }

  #end(event: RunEvent<'activity-ended'>): void {
    const found = this.#entries.get(event.id);
    if (found === undefined) {
      return;
    }
    const { entry, started } = found;
    if (event.output !== undefined) {
      entry['output'] = lifted(event, { output: event.output }, '')['output'] ?? null;
    }
    const named = event.unexpected !== true && event.status !== 'interrupted';
    if (named) {
      entry['status'] = event.status;
    }
    // Of an unexpected error in the method the original tells nothing; elsewhere it writes no journal.
    if (event.exception !== undefined && (named || started.phase !== 'method')) {
      entry['exception'] = event.exception;
    }
    entry['end'] = zoned(event.at);
    entry['duration'] = float(event.duration);
  }

  #judge(event: RunEvent<'activity-judged'>): void {
    const entry = this.#entries.get(event.id)?.entry;
    this.#entries.delete(event.id);
    if (entry === undefined) {
      return;
    }
    if (event.met !== null) {
      entry['tolerance_met'] = event.met;
    }
    if (event.exception !== undefined) {
      entry['exception'] = event.exception;
    }
  }
}

/** The whole journal of a run in memory: for few checks. */
export function journalOf(events: Iterable<RunEvent>): PyObject {
  const all = Array.from(events);
  const first = new JournalBuilder(() => {});
  for (const event of all) {
    first.add(event);
  }
  const during: PyObject[] = [];
  const second = new JournalBuilder((state) => during.push(state), first.experiment, first.changes);
  for (const event of all) {
    second.add(event);
  }
  const { head, before, after, run, rollbacks, tail } = first.parts();
  return { ...head, steady_states: { before, after, during }, run, rollbacks, ...tail };
}

/** A shallow copy in the original: what is nested in an activity is shared with the experiment. */
function asItIsNow(then: PyValue | undefined, now: PyObject | undefined): PyValue {
  if (!isPyObject(then) || now === undefined || then['name'] !== now['name']) {
    return then ?? now ?? null;
  }
  return Object.fromEntries(
    Object.entries(then).map(([key, value]) => {
      const last = now[key];
      return [key, typeof value === 'object' && value !== null && last ? last : value];
    }),
  );
}

/** Makes a change of the whole journal, except of the checks that are handed out. */
function changeParts(parts: JournalParts, change: Change): void {
  const { head, before, after, run, rollbacks, tail } = parts;
  const [first = ''] = tokens(change.path);
  const steady: PyObject = { before, after };
  const rest = { steady_states: steady, run, rollbacks };
  const known = first in rest ? rest : first in head ? head : tail;
  applyChange<PyValue>(known, change);
  const { before: left, after: right } = steady;
  parts.before = (left as State | undefined) ?? null;
  parts.after = (right as State | undefined) ?? null;
  parts.run = rest.run;
  parts.rollbacks = rest.rollbacks;
}

/** The original tells nothing of code that ends a run, nor of the two signals such code may send. */
const untold = ['SIGUSR1', 'SIGUSR2'];

function toldOf(interruption: Interruption | undefined): Partial<Interruption> {
  const { kind, name = '' } = interruption ?? {};
  return kind === 'code' || untold.includes(name) ? {} : (interruption ?? {});
}

function zoned(at: string): string {
  return `${at}+00:00`;
}

function float(value: number): PyValue {
  return Number.isInteger(value) ? new PyFloat(value) : value;
}

/** A part of an event with its whole floats marked again. */
function lifted(event: RunEvent, part: JsonObject, pointer: string): PyObject {
  const floats = (event.floats ?? [])
    .filter((float) => float.startsWith(pointer))
    .map((float) => float.slice(pointer.length));
  return lift(part, new Set(floats));
}

/** The object at a JSON pointer. */
function valueAt(root: PyObject, pointer: string): PyObject | undefined {
  let value: PyValue | undefined = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    value = Array.isArray(value) ? value[Number(key)] : isPyObject(value) ? value[key] : undefined;
  }
  return isPyObject(value) ? value : undefined;
}
