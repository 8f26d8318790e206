import { type ActivityPlace, activitiesOf } from './activities.ts';
import type { Check } from './check.ts';
import { nearNames } from './distance.ts';
import { quotedList, replaceBy } from './fixes.ts';
import { join } from './pointer.ts';
import { textAt } from './value-at.ts';

/** Activities by the name a `ref` finds them by: the method's, then the hypothesis', the last wins. */
export function referable(experiment: Check['experiment']): Map<string, ActivityPlace[]> {
  const activities = activitiesOf(experiment);
  const byName = new Map<string, ActivityPlace[]>();
  for (const section of ['method', 'hypothesis']) {
    for (const activity of activities.filter((each) => each.section === section)) {
      const name = textAt(activity.value, 'name');
      if (name !== undefined) {
        byName.set(name, [...(byName.get(name) ?? []), activity]);
      }
    }
  }
  return byName;
}

/** References that lead nowhere, to another reference, or to one of several. */
export function checkReferences(check: Check): void {
  const byName = referable(check.experiment);
  for (const { pointer: place, ref } of activitiesOf(check.experiment)) {
    if (ref === undefined) {
      continue;
    }
    const pointer = join(place, 'ref');
    const found = byName.get(ref) ?? [];
    const target = found.at(-1);
    if (target === undefined) {
      const near = nearNames(ref, byName.keys());
      check.report({
        code: near.length > 0 ? 'experiment.ref-near' : 'experiment.ref-unknown',
        args: { name: ref, near: quotedList(near) },
        pointer,
        fixes: replaceBy(check.document, pointer, near),
      });
    } else if (target.ref !== undefined) {
      check.report({ code: 'experiment.ref-chain', args: { name: ref }, pointer });
    } else if (found.length > 1) {
      const line = check.document.rangeOf(target.pointer).start.line + 1;
      const args = { name: ref, count: found.length, line };
      check.report({ code: 'experiment.ref-ambiguous', args, severity: 'warning', pointer });
    }
  }
}
