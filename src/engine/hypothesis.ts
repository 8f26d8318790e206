import { type Played, play } from './activity.ts';
import type { StateOf } from './controls/live-journal.ts';
import { asError, failureOf } from './failure-text.ts';
import { Interrupted } from './interrupted.ts';
import { invoke } from './invoke.ts';
import { truthy } from './python/compare.ts';
import { str } from './python/text.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';
import type { RunContext, Stage } from './run-context.ts';
import { chosenSteps, heldLists, hypothesisOf, oneByOne, probeSteps, type Step } from './steps.ts';
import { substitute } from './substitute.ts';
import { checkTolerance } from './tolerance/check.ts';

/** How one check of the whole hypothesis went. */
export interface Check {
  met: boolean;
  /** Whether a probe could not be asked. */
  failed: boolean;
  /** Name of the last probe that was asked. */
  last: string;
}

/** The same with where the journal has it. */
export interface Checked extends Check {
  of: StateOf;
}

/**
 * Asks the probes of the hypothesis one after the other, up to the first that fails or is out of
 * tolerance.
 * @throws Interrupted when it is cut: then there is no `hypothesis-ended`
 * @throws what aborts the run: then it ended with `met: null`
 */
export async function checkHypothesis(
  run: RunContext,
  phase: 'before' | 'during' | 'after',
  signal: AbortSignal,
): Promise<Checked> {
  const { emitter } = run;
  const title = str(hypothesisOf(run.experiment)?.['title'] ?? null);
  const id = run.id('hypothesis');
  emitter.log('INFO', `Steady state hypothesis: ${title}`);
  emitter.emit('hypothesis-started', { id, phase, title });
  try {
    const check = await askWithControls(run, { phase, parent: id, signal }, phase);
    emitter.emit('hypothesis-ended', { id, phase, met: check.met });
    return { ...check, of: { target: 'hypothesis', id, phase } };
  } catch (error) {
    if (!(error instanceof Interrupted)) {
      emitter.emit('hypothesis-ended', { id, phase, met: null });
    }
    throw error;
  }
}

/** What controls make of the judgement counts. */
async function askWithControls(
  run: RunContext,
  stage: Stage,
  phase: 'before' | 'during' | 'after',
): Promise<Check> {
  const { controls } = run;
  if (controls === undefined) {
    return askAll(run, stage);
  }
  const of = { target: 'hypothesis', id: stage.parent, phase } as const;
  const context = hypothesisOf(run.experiment) ?? {};
  const pointer = '/steady-state-hypothesis';
  const around = { level: 'hypothesis', context, pointer, thread: phase === 'during' } as const;
  const check = await controls.around(around, async (state) => {
    state(of);
    const asked = await askAll(run, stage);
    controls.judged(of, asked.met);
    return asked;
  });
  return { ...check, ...judgementIn(controls.read(of)) };
}

function judgementIn(state: PyValue): Pick<Check, 'met' | 'failed'> {
  const { steady_state_met: met = null, probes = null } = isPyObject(state) ? state : {};
  const entries = Array.isArray(probes) ? probes.filter(isPyObject) : [];
  return { met: truthy(met), failed: entries.some(({ status }) => status !== 'succeeded') };
}

async function askAll(run: RunContext, stage: Stage): Promise<Check> {
  let last = '';
  const { only } = run.request.options;
  const held = heldLists(run.experiment);
  for (const step of oneByOne(() => chosenSteps(probeSteps(held), only))) {
    const played = await play(run, stage, step);
    last = played.name;
    if (!played.succeeded) {
      run.emitter.emit('activity-judged', { id: played.id, met: false }, stage.parent);
      run.emitter.log(
        'WARNING',
        'Probe terminated unexpectedly, so its tolerance could not be validated',
      );
      return { met: false, failed: true, last };
    }
    if (!(await isWithin(run, stage, step, played))) {
      return { met: false, failed: false, last };
    }
  }
  run.emitter.log('INFO', 'Steady state hypothesis is met!');
  return { met: true, failed: false, last };
}

async function isWithin(
  run: RunContext,
  stage: Stage,
  step: Step,
  played: Played,
): Promise<boolean> {
  const { emitter } = run;
  const { dry } = run.request.options;
  if (dry === 'probes' || dry === 'activities') {
    emitter.emit('activity-judged', { id: played.id, met: true }, stage.parent);
    return true;
  }
  try {
    const met = await judge(run, stage, step, played);
    emitter.emit('activity-judged', { id: played.id, met }, stage.parent);
    return met;
  } catch (thrown) {
    if (stage.signal.aborted) {
      throw new Interrupted();
    }
    if (thrown instanceof Interrupted) {
      throw thrown;
    }
    const error = asError(thrown);
    emitter.emit(
      'activity-judged',
      { id: played.id, met: null, ...failureOf(error) },
      stage.parent,
    );
    throw error;
  }
}

async function judge(run: RunContext, stage: Stage, step: Step, played: Played): Promise<boolean> {
  const { scope, emitter } = run;
  const { signal } = stage;
  const declared = step.entry['tolerance'] ?? null;
  const tolerance = typeof declared === 'string' ? substitute(declared, scope) : declared;
  emitter.log('DEBUG', `allowed tolerance is ${str(tolerance)}`);
  return checkTolerance(tolerance, played.output, {
    scope,
    signal,
    log: emitter.log,
    runProbe: (probe: PyObject) => {
      run.state.rewritten = true;
      const thread = stage.phase === 'during';
      return invoke(run, { activity: probe, id: played.id, scope, signal, thread });
    },
  });
}
