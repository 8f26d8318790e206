import { HumanError } from '../messages/error.ts';
import { throwIfCut } from './interrupted.ts';
import { truthy } from './python/compare.ts';
import { repr, str } from './python/text.ts';
import { isPyObject, numberOf, type PyObject, type PyValue } from './python/value.ts';
import type { RunContext, Stage } from './run-context.ts';
import { substitute } from './substitute.ts';
import { waitFor } from './wait.ts';

/** Seconds, as written, to wait around an activity; undefined for none. */
export interface Pauses {
  before?: PyValue;
  after?: PyValue;
}

/**
 * The substituted pauses of an activity.
 * @throws HumanError `engine.pauses-shape`
 */
export function pausesOf(run: RunContext, activity: PyObject): Pauses {
  const declared = Object.hasOwn(activity, 'pauses') ? (activity['pauses'] ?? null) : {};
  const pauses = substitute(declared, run.scope);
  if (!isPyObject(pauses)) {
    throw new HumanError('engine.pauses-shape', {
      name: str(activity['name'] ?? null),
      value: repr(pauses),
    });
  }
  return {
    ...(truthy(pauses['before'] ?? null) ? { before: pauses['before'] ?? null } : {}),
    ...(truthy(pauses['after'] ?? null) ? { after: pauses['after'] ?? null } : {}),
  };
}

/**
 * Waits before or after an activity.
 * @throws HumanError `engine.pause-invalid` for what is no number of seconds from 0 on
 * @throws Interrupted
 */
export async function pause(
  run: RunContext,
  stage: Stage,
  pause: { activityId: string; when: 'before' | 'after'; value: PyValue },
): Promise<void> {
  const { activityId, when, value } = pause;
  const seconds = secondsOf(value);
  throwIfCut(stage.signal);
  const id = run.id('pause');
  run.emitter.emit('pause-started', { id, activityId, when, seconds }, stage.parent);
  const skipped = new AbortController();
  run.request.pauses?.started(id, () => skipped.abort());
  const over = await waitFor(seconds * 1000, AbortSignal.any([stage.signal, skipped.signal]));
  const how = over === 'over' ? 'over' : stage.signal.aborted ? 'interrupted' : 'skipped';
  run.emitter.emit('pause-ended', { id, how }, stage.parent);
  if (how === 'interrupted') {
    throwIfCut(stage.signal);
  }
}

function secondsOf(value: PyValue): number {
  const seconds = typeof value === 'boolean' ? Number(value) : numberOf(value);
  if (seconds === undefined || !(seconds >= 0 && seconds < Number.POSITIVE_INFINITY)) {
    throw new HumanError('engine.pause-invalid', { value: repr(value) });
  }
  return seconds;
}
