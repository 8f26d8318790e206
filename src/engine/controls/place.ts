import { isPyObject, type PyObject, type PyValue } from '../python/value.ts';
import type { RunContext } from '../run-context.ts';
import { methodSteps, probeSteps, rollbackSteps, type Step } from '../steps.ts';

/** JSON pointer of an activity in the experiment as it is now. */
export function pointerOf(experiment: PyObject, activity: PyObject): string | undefined {
  const steps = [probeSteps, methodSteps, rollbackSteps].flatMap((stepsOf) => stepsOf(experiment));
  return steps.find(({ entry }) => entry === activity)?.pointer;
}

/** Where a step is told to be: where it stands in the experiment that was written. */
interface Place {
  pointer: string;
  resolved?: string;
  placed?: string;
}

/**
 * The place of a step in the experiment as it was written. One that a control has put in is told to
 * be where the one before it is.
 * @param resolved where its `ref` leads
 */
export function placeOf(run: RunContext, step: Step, resolved: string | undefined): Place {
  const pointer = originOf(run, step);
  const more = resolved === undefined ? {} : { resolved };
  return pointer === step.pointer
    ? { pointer, ...more }
    : { pointer, ...more, placed: resolved ?? step.pointer };
}

function originOf({ origins, experiment }: RunContext, step: Step): string {
  const own = origins.get(step.entry);
  if (own !== undefined) {
    return own;
  }
  const end = step.pointer.lastIndexOf('/');
  const list = at(experiment, step.pointer.slice(0, end));
  const before = (Array.isArray(list) ? list : []).slice(0, Number(step.pointer.slice(end + 1)));
  const known = before.filter(isPyObject).flatMap((entry) => origins.get(entry) ?? []);
  return known.at(-1) ?? step.pointer;
}

function at(root: PyValue | undefined, pointer: string): PyValue | undefined {
  return pointer
    .split('/')
    .slice(1)
    .reduce((value, key) => (isPyObject(value) ? value[key] : undefined), root);
}
