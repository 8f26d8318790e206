import type { Around } from './controls/controls.ts';
import type { Argument } from './controls/handlers.ts';
import { placeOf, pointerOf } from './controls/place.ts';
import { isActivityFailed } from './failed.ts';
import { asError, failureOf, failureText } from './failure-text.ts';
import { passGate } from './gate.ts';
import { Interrupted, throwIfCut } from './interrupted.ts';
import { invoke } from './invoke.ts';
import { pause, pausesOf } from './pause.ts';
import { truthy } from './python/compare.ts';
import { repr, str } from './python/text.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';
import type { RunContext, Stage } from './run-context.ts';
import { type Resolved, resolveStep, type Step } from './steps.ts';
import { substitute } from './substitute.ts';

/** How one activity went. */
export interface Played {
  id: string;
  /** The activity after its `ref` is followed. */
  activity: PyObject;
  name: string;
  succeeded: boolean;
  output: PyValue;
}

/** Characters of an output that a log line may quote. */
const quoted = 1000;

/**
 * Plays one step: its gate, its pauses and its call, with all events and log lines.
 * @throws Interrupted when it is cut
 * @throws anything else aborts the run: there is no word for it in the journal
 */
export async function play(run: RunContext, stage: Stage, step: Step): Promise<Played> {
  throwIfCut(stage.signal);
  const resolved = resolveStep(step, run.named);
  const id = run.id('activity');
  await passGate(run, stage, step, resolved, id);
  const played = await playControlled(run, stage, step, resolved, id);
  if (played.succeeded) {
    run.outputs?.add({ name: played.name, step, output: played.output });
  }
  return played;
}

async function playControlled(
  run: RunContext,
  stage: Stage,
  step: Step,
  resolved: Resolved,
  id: string,
): Promise<Played> {
  const { controls } = run;
  if (controls === undefined) {
    return playAlone(run, stage, step, resolved, id);
  }
  const { activity } = resolved;
  const pointer = pointerOf(run.experiment, activity);
  const thread = isBeside(stage, step);
  const around = { level: 'activity', context: activity, thread, ...(pointer && { pointer }) };
  const of = { target: 'activity', id } as const;
  const played = await controls.around(around as Around, async (state) => {
    const alone = await playAlone(run, stage, step, resolved, id);
    state(of);
    return alone;
  });
  const entry = controls.read(of);
  return isPyObject(entry)
    ? { ...played, output: entry['output'] ?? null, succeeded: entry['status'] !== 'failed' }
    : played;
}

/** Whether it is played beside others. */
function isBeside(stage: Stage, step: Step): boolean {
  return stage.phase === 'during' || truthy(step.entry['background'] ?? null);
}

async function playAlone(
  run: RunContext,
  stage: Stage,
  step: Step,
  resolved: Resolved,
  id: string,
): Promise<Played> {
  const { activity } = resolved;
  const dry = isDry(run, activity);
  const pauses = pausesOf(run, activity);
  const sleeps = !dry && !skipsPauses(run, activity);
  if (pauses.before !== undefined) {
    run.emitter.log('INFO', `Pausing before next activity for ${str(pauses.before)}s...`);
    if (sleeps) {
      await pause(run, stage, { activityId: id, when: 'before', value: pauses.before });
    }
  }
  announce(run, stage, step, resolved, id);
  const what = { activity, id, pointer: step.pointer, thread: isBeside(stage, step) };
  const tell = handlersOf(run, what);
  // Nothing is awaited where nobody listens: what was announced is called at once.
  if (tell !== undefined) {
    await tell('start_activity');
  }
  const result = await call(run, stage, what, dry);
  await tell?.('activity_completed', { state: { target: 'activity', id } });
  if (pauses.after !== undefined && result.cut !== true) {
    run.emitter.log('INFO', `Pausing after activity for ${str(pauses.after)}s...`);
    if (sleeps) {
      await pause(run, stage, { activityId: id, when: 'after', value: pauses.after });
    }
  }
  if (result.thrown !== undefined) {
    throw result.thrown;
  }
  return { id, activity, name: nameOf(activity), ...result };
}

/** Tells handlers of an activity, where there are any. */
function handlersOf(
  { controls, experiment }: RunContext,
  { activity, thread }: { activity: PyObject; thread: boolean },
) {
  if (controls?.listens !== true) {
    return undefined;
  }
  const pointer = pointerOf(experiment, activity);
  const told: Argument = pointer === undefined ? { value: activity } : { pointer };
  return (name: string, ...more: Argument[]) =>
    controls.tell({ name, arguments: [told, ...more], thread });
}

function nameOf(activity: PyObject): string {
  return str(activity['name'] ?? null);
}

/** A key `dry` of the activity's own is a text and so never one of the modes: it switches them off. */
function modeOf(run: RunContext, activity: PyObject): string | undefined {
  return Object.hasOwn(activity, 'dry') ? undefined : run.request.options.dry;
}

/** Whether a dry run, or a control, leaves this activity out. */
export function isDry(run: RunContext, activity: PyObject): boolean {
  if (activity['dry'] === true) {
    return true;
  }
  switch (modeOf(run, activity)) {
    case 'activities':
      return true;
    case 'actions':
      return activity['type'] === 'action';
    case 'probes':
      return activity['type'] === 'probe';
    default:
      return false;
  }
}

function skipsPauses(run: RunContext, activity: PyObject): boolean {
  return modeOf(run, activity) === 'pause';
}

function announce(
  run: RunContext,
  stage: Stage,
  step: Step,
  { activity, pointer }: Resolved,
  id: string,
): void {
  const type = str(activity['type'] ?? null);
  const name = nameOf(activity);
  const background = truthy(activity['background'] ?? null);
  const title = type.charAt(0).toUpperCase() + type.slice(1).toLowerCase();
  run.emitter.log('INFO', `${title}: ${name}${background ? ' [in background]' : ''}`);
  const tolerance = step.entry['tolerance'];
  run.emitter.emit(
    'activity-started',
    {
      id,
      phase: stage.phase,
      ...placeOf(run, step, pointer),
      name,
      kind: type === 'action' ? 'action' : 'probe',
      activity,
      background: truthy(step.entry['background'] ?? null),
      ...(tolerance === undefined ? {} : { tolerance: wanted(run, tolerance) }),
    },
    stage.parent,
  );
}

function wanted(run: RunContext, tolerance: PyValue): PyValue {
  return typeof tolerance === 'string' ? substitute(tolerance, run.scope) : tolerance;
}

interface Result {
  succeeded: boolean;
  output: PyValue;
  /** To be thrown once the activity's pause is over. */
  thrown?: Error;
  cut?: boolean;
}

async function call(
  run: RunContext,
  stage: Stage,
  what: { activity: PyObject; id: string; pointer: string; thread: boolean },
  dry: boolean,
): Promise<Result> {
  const { activity, id } = what;
  const { emitter, scope } = run;
  const start = emitter.clock.mono();
  const duration = () => Math.round((emitter.clock.mono() - start) * 1000) / 1e6;
  try {
    const output = dry ? null : await invoke(run, { ...what, scope, signal: stage.signal });
    emitter.emit(
      'activity-ended',
      { id, status: 'succeeded', output, duration: duration() },
      stage.parent,
    );
    logSuccess(run, activity, output, dry);
    return { succeeded: true, output };
  } catch (thrown) {
    const error = asError(thrown);
    const cut = stage.signal.aborted;
    if (cut || error instanceof Interrupted) {
      emitter.emit(
        'activity-ended',
        { id, status: 'interrupted', duration: duration() },
        stage.parent,
      );
      return { succeeded: false, output: null, cut, thrown: cut ? new Interrupted() : error };
    }
    const unexpected = !isActivityFailed(error);
    const failure = failureOf(error);
    emitter.emit(
      'activity-ended',
      {
        id,
        status: 'failed',
        ...failure,
        ...(unexpected ? { unexpected } : {}),
        duration: duration(),
      },
      stage.parent,
    );
    if (unexpected) {
      return { succeeded: false, output: null, thrown: error };
    }
    emitter.log('ERROR', `  => failed: ${failureText(error)}`);
    return { succeeded: false, output: null };
  }
}

function logSuccess(run: RunContext, activity: PyObject, output: PyValue, dry: boolean): void {
  if (dry) {
    run.emitter.log('DEBUG', `Activity ${nameOf(activity)} is in dry mode`);
  }
  if (output === null) {
    run.emitter.log('DEBUG', '  => succeeded without any result value');
    return;
  }
  const text = excerpt(output);
  run.emitter.log('DEBUG', `  => succeeded with '${text}'`);
}

function excerpt(output: PyValue): string {
  const text = typeof output === 'string' ? output : repr(output);
  return text.length > quoted ? `${text.slice(0, quoted)}…` : text;
}
