import { isActivityFailed } from './failed.ts';
import { asError, failureOf, failureText } from './failure-text.ts';
import { Interrupted, throwIfCut } from './interrupted.ts';
import { invoke } from './invoke.ts';
import { pause, pausesOf } from './pause.ts';
import { truthy } from './python/compare.ts';
import { repr, str } from './python/text.ts';
import type { PyObject, PyValue } from './python/value.ts';
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
 * Plays one step: its pauses and its call, with all events and log lines.
 * @throws Interrupted when it is cut
 * @throws anything else aborts the run: there is no word for it in the journal
 */
export async function play(run: RunContext, stage: Stage, step: Step): Promise<Played> {
  throwIfCut(stage.signal);
  const resolved = resolveStep(step, run.named);
  const { activity } = resolved;
  const id = run.id('activity');
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
  const result = await call(run, stage, activity, id, dry);
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

function nameOf(activity: PyObject): string {
  return str(activity['name'] ?? null);
}

/** A key `dry` of the activity's own is a text and so never one of the modes: it switches them off. */
function modeOf(run: RunContext, activity: PyObject): string | undefined {
  return Object.hasOwn(activity, 'dry') ? undefined : run.request.options.dry;
}

/** Whether a dry run leaves this activity out. */
export function isDry(run: RunContext, activity: PyObject): boolean {
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
      pointer: step.pointer,
      ...(pointer === undefined ? {} : { resolved: pointer }),
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
  activity: PyObject,
  id: string,
  dry: boolean,
): Promise<Result> {
  const { emitter, scope } = run;
  const start = emitter.clock.mono();
  const duration = () => Math.round((emitter.clock.mono() - start) * 1000) / 1e6;
  try {
    const output = dry ? null : await invoke(run, { activity, id, scope, signal: stage.signal });
    emitter.emit(
      'activity-ended',
      { id, status: 'succeeded', output, duration: duration() },
      stage.parent,
    );
    logSuccess(run, activity, output, dry);
    return { succeeded: true, output };
  } catch (thrown) {
    const error = asError(thrown);
    if (stage.signal.aborted) {
      emitter.emit(
        'activity-ended',
        { id, status: 'interrupted', duration: duration() },
        stage.parent,
      );
      return { succeeded: false, output: null, cut: true, thrown: new Interrupted() };
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
