import { truthy } from '../../python/compare.ts';
import { copyOf } from '../../python/copy.ts';
import { isPyObject, numberOf, type PyObject, type PyValue } from '../../python/value.ts';
import type { ControlModule, HookCall } from '../control.ts';

/** `chaosaddons.controls.repeat`: puts copies of an activity behind it, which are played next. */
export class Repeat implements ControlModule {
  async apply({ level, when, context, state, arguments: args, run }: HookCall): Promise<void> {
    const again = (numberOf(args['repeat_count']) ?? 0) - 1;
    const isCopy = Object.hasOwn(context, 'iteration_index');
    if (level !== 'activity' || when !== 'after' || isCopy || again <= 0 || !isPyObject(state)) {
      return;
    }
    const breaks = truthy(args['break_if_previous_iteration_failed'] ?? null);
    if (breaks && state['status'] !== 'succeeded') {
      return;
    }
    const { experiment } = run;
    const hypothesis = experiment['steady-state-hypothesis'];
    const lists = [
      isPyObject(hypothesis) ? hypothesis['probes'] : undefined,
      experiment['method'],
      experiment['rollbacks'],
    ];
    for (const list of lists) {
      if (putBehind(list, context, again)) {
        run.state.rewritten = true;
      }
    }
  }
}

function putBehind(list: PyValue | undefined, activity: PyObject, count: number): boolean {
  if (!Array.isArray(list)) {
    return false;
  }
  const at = list.findIndex((each) => isPyObject(each) && each['name'] === activity['name']);
  if (at < 0) {
    return false;
  }
  const copies = Array.from({ length: count }, (_, index) => ({
    ...copyOf(activity),
    iteration_index: index + 1,
  }));
  list.splice(at + 1, 0, ...copies);
  return true;
}
