import type { Check } from './check.ts';
import { referable } from './check-references.ts';
import { checkTolerance } from './check-tolerance.ts';
import { isObject, type JsonObject } from './json.ts';
import { join } from './pointer.ts';
import { isFalsy, textAt } from './value-at.ts';

/** The hypothesis' probes with the tolerance each is judged by. */
export function checkHypothesis(check: Check): void {
  const hypothesis = check.experiment['steady-state-hypothesis'];
  if (!isObject(hypothesis)) {
    return;
  }
  const { probes } = hypothesis;
  const pointer = '/steady-state-hypothesis';
  if (isFalsy(probes) && !isFalsy(hypothesis['title'])) {
    check.report({ code: 'experiment.hypothesis-empty', severity: 'warning', pointer });
  }
  if (!Array.isArray(probes)) {
    return;
  }
  const byName = referable(check.experiment);
  probes.forEach((probe, index) => {
    if (isObject(probe) && probe['tolerance'] !== undefined) {
      const ref = textAt(probe, 'ref');
      const judged = ref === undefined ? probe : byName.get(ref)?.at(-1)?.value;
      const at = join(pointer, 'probes', index, 'tolerance');
      checkTolerance(check, at, probe['tolerance'], providerOf(judged));
    }
  });
}

function providerOf(activity: JsonObject | undefined): JsonObject | undefined {
  const provider = activity?.['provider'];
  return isObject(provider) ? provider : undefined;
}
