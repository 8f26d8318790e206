import { HumanError } from '../messages/error.ts';
import { truthy } from './python/compare.ts';
import { repr, str } from './python/text.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';

/** An entry of the hypothesis, the method or the rollbacks. */
export interface Step {
  /** JSON pointer of the entry. */
  pointer: string;
  entry: PyObject;
}

/** The activity a step stands for: itself, or what its `ref` names. */
export interface Resolved {
  activity: PyObject;
  /** JSON pointer of the activity if that is not the step itself. */
  pointer?: string;
}

/**
 * The hypothesis, if it has anything to ask.
 * @throws HumanError `engine.block-shape`
 */
export function hypothesisOf(experiment: PyObject): PyObject | undefined {
  const hypothesis = experiment['steady-state-hypothesis'];
  if (hypothesis === undefined) {
    return undefined;
  }
  if (!isPyObject(hypothesis)) {
    const name = 'steady-state-hypothesis';
    throw new HumanError('engine.block-shape', { name, value: repr(hypothesis) });
  }
  const probes = hypothesis['probes'];
  return probes !== undefined && truthy(probes) ? hypothesis : undefined;
}

/**
 * The entries of one list of the experiment.
 * @throws HumanError `engine.list-shape`, `engine.activity-shape`
 */
export function stepsOf(list: PyValue | undefined, pointer: string): Step[] {
  if (list === undefined) {
    return [];
  }
  if (!Array.isArray(list)) {
    throw new HumanError('engine.list-shape', { pointer, value: repr(list) });
  }
  return list.map((entry, index) => {
    const at = `${pointer}/${index}`;
    if (!isPyObject(entry)) {
      throw new HumanError('engine.activity-shape', { pointer: at });
    }
    return { pointer: at, entry };
  });
}

/** Steps of the hypothesis. */
export function probeSteps(experiment: PyObject): Step[] {
  return stepsOf(hypothesisOf(experiment)?.['probes'], '/steady-state-hypothesis/probes');
}

/** Steps of the method. */
export function methodSteps(experiment: PyObject): Step[] {
  return stepsOf(experiment['method'], '/method');
}

/** Steps of the rollbacks. */
export function rollbackSteps(experiment: PyObject): Step[] {
  return stepsOf(experiment['rollbacks'], '/rollbacks');
}

/**
 * The steps that a run plays of these: all of them, or the one it was asked for.
 * @param only JSON pointer of that one
 */
export function chosenSteps(steps: Step[], only: string | undefined): Step[] {
  return only === undefined ? steps : steps.filter(({ pointer }) => pointer === only);
}

/** @throws HumanError `engine.step-unknown` when nothing stands there that could be played */
export function requireStep(experiment: PyObject, pointer: string): void {
  if (stepAt(experiment, pointer) === undefined) {
    throw new HumanError('engine.step-unknown', { pointer });
  }
}

/**
 * Steps one by one, looked up anew each time: a control may put further ones after the one that was
 * just played.
 */
export function* oneByOne(steps: () => Step[]): Generator<Step> {
  for (let index = 0; ; index += 1) {
    const step = steps()[index];
    if (step === undefined) {
      return;
    }
    yield step;
  }
}

/** The experiment with the lists that it has now, for who plays them to their end. */
export function heldLists(experiment: PyObject): PyObject {
  const hypothesis = experiment['steady-state-hypothesis'];
  return isPyObject(hypothesis)
    ? { ...experiment, 'steady-state-hypothesis': { ...hypothesis } }
    : { ...experiment };
}

/** The step at a JSON pointer, which must be one of a step. */
export function stepAt(experiment: PyObject, pointer: string): Step | undefined {
  return [probeSteps, methodSteps, rollbackSteps]
    .flatMap((list) => list(experiment))
    .find((step) => step.pointer === pointer);
}

/** Activities that a `ref` may name: of the method and, winning, of the hypothesis. */
export function namedSteps(experiment: PyObject): ReadonlyMap<string, Step> {
  const steps = [...methodSteps(experiment), ...probeSteps(experiment)];
  return new Map(
    steps.flatMap((step) => {
      const name = step.entry['name'];
      return typeof name === 'string' && name !== '' ? [[name, step] as const] : [];
    }),
  );
}

/**
 * Follows a step's `ref`, once, as the original does.
 * @throws HumanError `engine.reference-unknown`, `engine.activity-shape`
 */
export function resolveStep(step: Step, named: ReadonlyMap<string, Step>): Resolved {
  const ref = step.entry['ref'];
  if (ref === undefined || !truthy(ref)) {
    return checked({ activity: step.entry }, step.pointer);
  }
  const target = named.get(str(ref));
  if (target === undefined) {
    throw new HumanError('engine.reference-unknown', { ref: str(ref), pointer: step.pointer });
  }
  return checked({ activity: target.entry, pointer: target.pointer }, target.pointer);
}

function checked(resolved: Resolved, pointer: string): Resolved {
  if (typeof resolved.activity['type'] !== 'string') {
    throw new HumanError('engine.activity-shape', { pointer });
  }
  return resolved;
}
