import { contains } from '../../python/compare.ts';
import { str } from '../../python/text.ts';
import type { PyObject } from '../../python/value.ts';
import type { ControlModule, HookCall } from '../control.ts';

/**
 * `chaosaddons.controls.bypass`: activities of a type, or of some names, are not called. The original
 * marks them in a way that Chaos Toolkit 1.45 takes no notice of, and so calls them all the same.
 */
export class Bypass implements ControlModule {
  async apply({ level, when, context, arguments: args, run }: HookCall): Promise<void> {
    const { target_type: type = null, target_names: names = null } = args;
    if (level === 'experiment' && when === 'before') {
      if (typeof type === 'string' && type !== '') {
        const text = `No '${type}' will be executed as configured by the bypass control`;
        run.emitter.log('WARNING', text);
      }
      if (Array.isArray(names) && names.length > 0) {
        const list = names.map(str).join(', ');
        run.emitter.log('WARNING', `The following activities will not be executed: ${list}`);
      }
    }
    if (level === 'activity' && isTarget(context, args)) {
      if (when === 'before') {
        context['dry'] = true;
      } else {
        delete context['dry'];
      }
    }
  }
}

function isTarget(activity: PyObject, { target_type: type, target_names: names }: PyObject) {
  return (
    (typeof type === 'string' && type !== '' && activity['type'] === type) ||
    (Array.isArray(names) && contains(names, activity['name'] ?? null))
  );
}
