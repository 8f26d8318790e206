import { type Played, play } from './activity.ts';
import { asError, failureOf } from './failure-text.ts';
import { Interrupted } from './interrupted.ts';
import { invoke } from './invoke.ts';
import { str } from './python/text.ts';
import type { PyObject } from './python/value.ts';
import type { RunContext, Stage } from './run-context.ts';
import { hypothesisOf, probeSteps, type Step } from './steps.ts';
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
): Promise<Check> {
  const { emitter } = run;
  const title = str(hypothesisOf(run.experiment)?.['title'] ?? null);
  const id = run.id('hypothesis');
  emitter.log('INFO', `Steady state hypothesis: ${title}`);
  emitter.emit('hypothesis-started', { id, phase, title });
  try {
    const check = await askAll(run, { phase, parent: id, signal });
    emitter.emit('hypothesis-ended', { id, phase, met: check.met });
    return check;
  } catch (error) {
    if (!(error instanceof Interrupted)) {
      emitter.emit('hypothesis-ended', { id, phase, met: null });
    }
    throw error;
  }
}

async function askAll(run: RunContext, stage: Stage): Promise<Check> {
  let last = '';
  for (const step of probeSteps(run.experiment)) {
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
      return invoke(run, { activity: probe, id: played.id, scope, signal });
    },
  });
}
