import type { ActivityPlace } from './activities.ts';
import type { Check } from './check.ts';
import { checkTolerance } from './check-tolerance.ts';
import { isObject, type JsonObject } from './json.ts';
import { join } from './pointer.ts';
import { isFalsy } from './value-at.ts';

/** A hypothesis that checks nothing. */
export function checkHypothesis(check: Check): void {
  const hypothesis = check.experiment['steady-state-hypothesis'];
  if (isObject(hypothesis) && isFalsy(hypothesis['probes']) && !isFalsy(hypothesis['title'])) {
    const pointer = '/steady-state-hypothesis';
    check.report({ code: 'experiment.hypothesis-empty', severity: 'warning', pointer });
  }
}

/**
 * The tolerance a probe of the hypothesis is judged by.
 * @param judged the activity whose answer it is: itself, or the one it refers to
 */
export function checkJudged(
  check: Check,
  { pointer, value }: ActivityPlace,
  judged: JsonObject | undefined,
): void {
  if (value['tolerance'] !== undefined) {
    const provider = judged?.['provider'];
    const at = join(pointer, 'tolerance');
    checkTolerance(check, at, value['tolerance'], isObject(provider) ? provider : undefined);
  }
}
