import type { ActivityPlace } from './activities.ts';
import type { Check } from './check.ts';
import { nearNames } from './distance.ts';
import { quotedList, replaceBy } from './fixes.ts';
import { join } from './pointer.ts';
import { textAt } from './value-at.ts';

/** Activities by the name a `ref` finds them by: the method's, then the hypothesis', the last wins. */
export function referable(activities: readonly ActivityPlace[]): Map<string, ActivityPlace[]> {
  const byName = new Map<string, ActivityPlace[]>();
  for (const section of ['method', 'hypothesis']) {
    for (const activity of activities) {
      const name = activity.section === section ? textAt(activity.value, 'name') : undefined;
      if (name !== undefined) {
        const others = byName.get(name);
        if (others === undefined) {
          byName.set(name, [activity]);
        } else {
          others.push(activity);
        }
      }
    }
  }
  return byName;
}

/** References that lead nowhere, to another reference, or to one of several. */
export function checkReferences(
  check: Check,
  activities: readonly ActivityPlace[],
  byName: Map<string, ActivityPlace[]>,
): void {
  const referred = new Set<string>();
  for (const { pointer: place, ref } of activities) {
    if (ref === undefined) {
      continue;
    }
    referred.add(ref);
    const pointer = join(place, 'ref');
    const found = byName.get(ref) ?? [];
    const target = found.at(-1);
    if (target === undefined) {
      const near = nearNames(ref, byName.keys());
      check.report({
        code: near.length > 0 ? 'experiment.ref-near' : 'experiment.ref-unknown',
        args: { name: ref, near: quotedList(near) },
        pointer,
        fix: replaceBy(near),
      });
    } else if (target.ref !== undefined) {
      check.report({
        code: 'experiment.ref-chain',
        args: { name: ref },
        pointer,
        fix: replaceBy([target.ref]),
      });
    } else if (found.length > 1) {
      const line = check.document.rangeOf(target.pointer).start.line + 1;
      const args = { name: ref, count: found.length, line };
      check.report({ code: 'experiment.ref-ambiguous', args, severity: 'warning', pointer });
    }
  }
  for (const [name, found] of byName) {
    if (found.length > 1) {
      reportDuplicates(check, name, found, { referred: referred.has(name), byName });
    }
  }
}

/**
 * All but the one that a reference would find could have another name. Where nothing refers to it,
 * only names within one list are hard to tell apart.
 */
function reportDuplicates(
  check: Check,
  name: string,
  found: readonly ActivityPlace[],
  { referred, byName }: { referred: boolean; byName: ReadonlyMap<string, unknown> },
): void {
  found.slice(0, -1).forEach(({ pointer, section }, index) => {
    const twin = found.slice(index + 1).some((other) => other.section === section);
    if (!referred && !twin) {
      return;
    }
    let count = index + 2;
    while (byName.has(`${name} ${count}`)) {
      count += found.length;
    }
    check.report({
      code: referred ? 'experiment.name-duplicate-referred' : 'experiment.name-duplicate',
      args: { name },
      severity: referred ? 'warning' : 'info',
      pointer: join(pointer, 'name'),
      // Behind an alias one name would be two.
      fix: (document, at) =>
        found.every((each) => document.isOwn(each.pointer))
          ? replaceBy([`${name} ${count}`])(document, at)
          : [],
    });
  });
}
