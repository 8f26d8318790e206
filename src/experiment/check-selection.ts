import type { CatalogueEntry } from '../catalogue/types.ts';
import type { Check } from './check.ts';
import { remove } from './fixes.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { resolved } from './names.ts';
import { join } from './pointer.ts';
import { isFalsy } from './value-at.ts';

/** Arguments that say which objects are meant; without one of them all would be. */
const selectors = ['name', 'label_selector', 'name_pattern'];

/** These look at the label only when there is no name. */
const nameFirst = [
  'delete_deployment',
  'delete_replica_set',
  'remove_statefulset',
  'delete_daemon_set',
];

/** Which objects a change is about: none named, named twice, or counted in vain. */
export function checkSelection(
  check: Check,
  pointer: string,
  provider: JsonObject,
  entry: CatalogueEntry,
): void {
  const given = provider['arguments'];
  if (!entry.destructive || (given !== undefined && !isObject(given))) {
    return;
  }
  const at = join(pointer, 'arguments');
  const values = given ?? {};
  checkScope(check, given === undefined ? pointer : at, entry, values);
  if (nameFirst.includes(entry.func) && values['name'] && values['label_selector']) {
    check.report({
      code: 'experiment.selection-both',
      severity: 'warning',
      pointer: join(at, 'label_selector'),
      part: 'key',
      fix: remove(),
    });
  }
  checkCount(check, at, entry, values);
}

/** A change that names nothing would hit everything in the namespace: a run refuses it. */
function checkScope(
  check: Check,
  pointer: string,
  entry: CatalogueEntry,
  values: JsonObject,
): void {
  const own = entry.parameters.filter(({ name }) => selectors.includes(name));
  const missing = own.some(({ name, required }) => required && values[name] === undefined);
  // A default selector, where there is one, is made of the name and so says nothing without it.
  const empty = ({ name }: { name: string }) => isEmpty(check, values[name]);
  if (own.length > 0 && !missing && own.every(empty)) {
    check.report({
      code: 'experiment.unscoped',
      args: { func: entry.func, selectors: own.map(({ name }) => name).join(', ') },
      severity: 'warning',
      pointer,
    });
  }
}

/** Empty as it stands, or by what the configuration says. */
function isEmpty(check: Check, value: Json | undefined): boolean {
  const known = resolved(check.experiment, value);
  return known === undefined ? value === undefined : isFalsy(known);
}

/** How many of the objects are taken. */
function checkCount(check: Check, at: string, entry: CatalogueEntry, values: JsonObject): void {
  const knows = (name: string) => entry.parameters.some((parameter) => parameter.name === name);
  if (knows('all') && values['all'] === true) {
    for (const name of ['qty', 'mode', 'rand', 'order', 'count']) {
      if (name in values && knows(name)) {
        check.report({
          code: 'experiment.argument-overridden',
          args: { name },
          severity: 'warning',
          pointer: join(at, name),
          part: 'key',
          fix: remove(),
        });
      }
    }
    return;
  }
  const { qty, mode, order } = values;
  if (knows('mode') && mode === 'percentage' && typeof qty === 'number' && qty > 100) {
    const pointer = join(at, 'qty');
    check.report({ code: 'experiment.argument-percentage', severity: 'warning', pointer });
  }
  if (knows('order') && order === 'alphabetic') {
    const pointer = join(at, 'order');
    check.report({ code: 'experiment.order-unsorted', severity: 'info', pointer, fix: remove() });
  }
}
