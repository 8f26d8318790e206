import { truthy } from '../python/compare.ts';
import { copyOf } from '../python/copy.ts';
import { isPyObject, type PyObject, type PyValue } from '../python/value.ts';

/** What controls stand around. */
export type Level = 'experiment' | 'hypothesis' | 'method' | 'rollback' | 'activity';

/**
 * The controls that are applied at a level, in their order, with all that is peculiar about the
 * original's choice: global ones do not come to the method and the rollbacks of an experiment that
 * has controls of its own; the experiment's come once for each control that the level declares
 * itself; an entry that is a `ref` brings the one it names.
 * @param context what declares controls at this level
 */
export function controlsAt(
  level: Level,
  globals: readonly PyObject[],
  experiment: PyObject,
  context: PyObject | undefined,
): PyObject[] {
  const top = listOf(experiment['controls']);
  const own = [...globals, ...listOf(context?.['controls'])];
  if (top.length === 0) {
    return own;
  }
  if (own.length === 0 || level === 'method' || level === 'rollback') {
    return top.filter(isAutomatic);
  }
  const controls = [...own];
  for (const control of own) {
    if (Object.hasOwn(control, 'ref')) {
      const named = top.find((each) => each['name'] === control['ref']);
      controls.push(...(named === undefined ? [] : [named]));
    } else if (level !== 'experiment') {
      const others = top.filter((each) => each['name'] !== control['name'] && isAutomatic(each));
      controls.unshift(...others);
    }
  }
  return controls;
}

function isAutomatic(control: PyObject): boolean {
  return !Object.hasOwn(control, 'automatic') || truthy(control['automatic'] ?? null);
}

/** All controls that an experiment declares, in the order in which they are configured. */
export function declaredControls(experiment: PyObject): PyObject[] {
  const hypothesis = experiment['steady-state-hypothesis'];
  const block = isPyObject(hypothesis) ? hypothesis : {};
  const activities = [block['probes'], experiment['method'], experiment['rollbacks']];
  return [
    ...listOf(experiment['controls']),
    ...listOf(block['controls']),
    ...activities.flatMap(listOf).flatMap((activity) => listOf(activity['controls'])),
  ];
}

/** The same, each name once. */
export function namedControls(experiment: PyObject): PyObject[] {
  const seen = new Set<PyValue>();
  return declaredControls(experiment).filter((control) => {
    const name = control['name'] ?? null;
    const fresh = truthy(name) && !seen.has(name);
    seen.add(name);
    return fresh;
  });
}

function listOf(value: PyValue | undefined): PyObject[] {
  return Array.isArray(value) ? value.filter(isPyObject) : [];
}

function pythonProvider(control: PyObject): PyObject | undefined {
  const provider = control['provider'];
  return isPyObject(provider) && provider['type'] === 'python' ? provider : undefined;
}

/** The controls of the settings and of control files, each with its name. */
export function globalControls(
  settings: PyObject | undefined,
  files: readonly PyObject[] | undefined,
): PyObject[] {
  const blocks = [settings?.['controls'], ...(files ?? [])];
  return blocks.filter(isPyObject).flatMap((block) =>
    Object.entries(block).flatMap(([name, control]) => {
      if (!isPyObject(control)) {
        return [];
      }
      control['name'] = name;
      return [control];
    }),
  );
}

/** The module of a control that is ever called. */
export function moduleName(control: PyObject): string | undefined {
  const module = pythonProvider(control)?.['module'];
  return typeof module === 'string' ? module : undefined;
}

/** A copy of what its functions are called with. */
export function argumentsOf(control: PyObject): PyObject {
  const given = pythonProvider(control)?.['arguments'];
  return isPyObject(given) ? copyOf(given) : {};
}
