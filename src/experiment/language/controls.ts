import { activitiesOf } from '../activities.ts';
import { isObject, type Json } from '../json.ts';
import { join } from '../pointer.ts';
import { textAt, valueAt } from '../value-at.ts';

/** A control and where it stands. */
export interface ControlPlace {
  pointer: string;
  name?: string;
  ref?: string;
}

/** Controls of all levels of an experiment. */
export function controlsOf(experiment: Json | undefined): ControlPlace[] {
  const lists = [
    '/controls',
    '/steady-state-hypothesis/controls',
    ...activitiesOf(experiment).map(({ pointer }) => join(pointer, 'controls')),
  ];
  return lists.flatMap((list) => {
    const controls = valueAt(experiment, list);
    return (Array.isArray(controls) ? controls : []).flatMap((control, index) => {
      if (!isObject(control)) {
        return [];
      }
      const ref = textAt(control, 'ref');
      const name = ref === undefined ? textAt(control, 'name') : undefined;
      const pointer = join(list, index);
      return [{ pointer, ...(name !== undefined && { name }), ...(ref !== undefined && { ref }) }];
    });
  });
}

/** Names by which a control may be used again. */
export function controlNames(experiment: Json | undefined): Set<string> {
  return new Set(controlsOf(experiment).flatMap(({ name }) => name ?? []));
}
