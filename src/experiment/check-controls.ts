import type { ActivityPlace } from './activities.ts';
import type { Check } from './check.ts';
import { isObject } from './json.ts';
import { join } from './pointer.ts';
import { valueAt } from './value-at.ts';

/** Controls, as far as that can be told without the Python they are written in. */
export function checkControls(check: Check, activities: readonly ActivityPlace[]): void {
  const lists = [
    '/controls',
    '/steady-state-hypothesis/controls',
    ...activities
      .filter(({ value }) => 'controls' in value)
      .map(({ pointer }) => join(pointer, 'controls')),
  ];
  const controls = lists.flatMap((list) => {
    const value = valueAt(check.experiment, list);
    return Array.isArray(value)
      ? value.map((control, index) => ({ control, pointer: join(list, index) }))
      : [];
  });
  const names = new Set(
    controls.flatMap(({ control }) =>
      isObject(control) && !('ref' in control) && 'name' in control ? [control['name']] : [],
    ),
  );
  for (const { control, pointer } of controls) {
    if (!isObject(control)) {
      continue;
    }
    const { ref, provider } = control;
    if (ref !== undefined && !names.has(ref)) {
      const args = { name: String(ref) };
      check.report({ code: 'experiment.control-ref', args, pointer: join(pointer, 'ref') });
    }
    if (isObject(provider) && provider['type'] !== 'python') {
      check.report({
        code: 'experiment.control-never',
        severity: 'warning',
        pointer: join(pointer, 'provider', 'type'),
      });
    }
  }
}
