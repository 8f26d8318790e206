import { activitiesOf } from './activities.ts';
import type { Check } from './check.ts';
import { isObject } from './json.ts';
import { join } from './pointer.ts';
import { valueAt } from './value-at.ts';

/** Controls, which are Python code: a run without them would not be the same experiment. */
export function checkControls(check: Check): void {
  const lists = [
    '/controls',
    '/steady-state-hypothesis/controls',
    ...activitiesOf(check.experiment).map(({ pointer }) => join(pointer, 'controls')),
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
    if (isObject(provider)) {
      const python = provider['type'] === 'python';
      check.report({
        code: python ? 'experiment.control-unsupported' : 'experiment.control-never',
        severity: python ? 'error' : 'warning',
        args: { module: String(provider['module'] ?? '') },
        pointer: join(pointer, 'provider', python ? 'module' : 'type'),
      });
    }
  }
}
