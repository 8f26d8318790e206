import type { ActivityPlace } from './activities.ts';
import type { Check } from './check.ts';
import { type FixMaker, insert, remove } from './fixes.ts';
import { isObject } from './json.ts';
import { join } from './pointer.ts';
import { textAt, valueAt } from './value-at.ts';

/** Steps in the background against the steps they run beside. */
export function checkOrder(
  check: Check,
  activities: readonly ActivityPlace[],
  byName: ReadonlyMap<string, ActivityPlace[]>,
): void {
  for (const section of ['method', 'rollbacks'] as const) {
    const steps = activities.filter((each) => each.section === section);
    steps.forEach((step, index) => {
      if (step.value['background'] === true) {
        const next = steps[index + 1];
        const asked = (next?.ref && byName.get(next.ref)?.at(-1)) || next;
        checkBackground(check, step, { next, asked, previous: steps[index - 1] });
      }
    });
  }
}

interface Neighbours {
  next: ActivityPlace | undefined;
  /** The next one, or what it refers to. */
  asked: ActivityPlace | undefined;
  previous: ActivityPlace | undefined;
}

function checkBackground(
  check: Check,
  step: ActivityPlace,
  { next, asked, previous }: Neighbours,
): void {
  const { pointer } = step;
  if (next === undefined || asked === undefined) {
    if (previous?.value['background'] !== true) {
      check.report({
        code: 'experiment.background-last',
        severity: 'info',
        pointer: join(pointer, 'background'),
        part: 'key',
        fix: remove(),
      });
    }
    return;
  }
  const pauses = isObject(step.value['pauses']) ? step.value['pauses'] : {};
  const { after } = pauses;
  if ((typeof after === 'number' && after > 0) || typeof after === 'string') {
    check.report({
      code: 'experiment.background-pause',
      severity: 'warning',
      pointer: join(pointer, 'pauses', 'after'),
      part: 'key',
      fix: pauseBefore(next, after),
    });
    return;
  }
  const waits = isObject(asked.value['pauses']) && Boolean(asked.value['pauses']['before']);
  const beside = next.value['background'] === true;
  if (step.value['type'] === 'action' && asked.value['type'] === 'probe' && !waits && !beside) {
    check.report({
      code: 'experiment.background-race',
      args: { name: textAt(asked.value, 'name') ?? '' },
      severity: 'info',
      pointer: join(pointer, 'background'),
      part: 'key',
    });
  }
}

/** Lets the next step wait instead. */
function pauseBefore(next: ActivityPlace, seconds: number | string): FixMaker {
  return (document, pointer) => {
    const fixed =
      next.ref === undefined && !('pauses' in next.value)
        ? insert('pauses', { before: seconds }, next.pointer)(document, pointer)
        : [];
    const pauses = pointer.slice(0, pointer.lastIndexOf('/'));
    const alone = Object.keys(valueAt(document.value, pauses) ?? {}).length === 1;
    const cut = remove()(document, alone ? pauses : pointer);
    const edits = [...fixed, ...cut].flatMap((fix) => fix.edits);
    return edits.length === 2
      ? [{ code: 'experiment.fix-pause-next', args: { seconds }, edits }]
      : [];
  };
}
