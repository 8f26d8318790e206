import type { ActivityPlace } from './activities.ts';
import type { Check } from './check.ts';
import { moveTo, remove } from './fixes.ts';
import { isObject, type JsonObject } from './json.ts';
import { activityKeys, providerKeys } from './levels.ts';
import { join } from './pointer.ts';
import { textAt } from './value-at.ts';

/** Keys that would mean something one level up or down, and nothing where they are. */
export function checkLevels(check: Check, place: ActivityPlace): void {
  const { pointer, value } = place;
  if (place.ref !== undefined) {
    checkReferring(check, place);
    return;
  }
  const provider = isObject(value['provider']) ? value['provider'] : undefined;
  const at = join(pointer, 'provider');
  for (const name of providerKeys) {
    if (name in value && !(provider && name in provider)) {
      report(check, join(pointer, name), 'provider', at);
    }
  }
  for (const name of ['before', 'after']) {
    if (typeof value[name] === 'number') {
      report(check, join(pointer, name), 'pauses', join(pointer, 'pauses'));
    }
  }
  for (const name of provider === undefined ? [] : activityKeys) {
    if (provider && name in provider && !(name in value)) {
      check.report({
        code: 'experiment.key-of-activity',
        args: { name },
        severity: 'warning',
        pointer: join(at, name),
        part: 'key',
        fix: moveTo(pointer),
      });
    }
  }
  if (provider?.['type'] === 'python') {
    checkPython(check, at, provider);
  }
}

function report(check: Check, pointer: string, place: string, target: string): void {
  check.report({
    code: 'experiment.key-level',
    args: { name: pointer.slice(pointer.lastIndexOf('/') + 1), place },
    severity: 'warning',
    pointer,
    part: 'key',
    fix: moveTo(target, place),
  });
}

/** Of an entry that refers, only these are read; all else is the other activity's. */
function checkReferring(check: Check, { pointer, value, section }: ActivityPlace): void {
  const read = ['ref', 'background', ...(section === 'hypothesis' ? ['tolerance'] : [])];
  const other = ['tolerance', 'pauses', 'provider', 'controls', 'type', 'name'];
  for (const name of other) {
    if (name in value && !read.includes(name) && value[name] !== null) {
      check.report({
        code: name === 'tolerance' ? 'experiment.tolerance-ignored' : 'experiment.ref-key-ignored',
        args: { name },
        severity: 'warning',
        pointer: join(pointer, name),
        part: 'key',
        fix: remove(),
      });
    }
  }
}

/** Functions have no timeout of the provider's, and take their arguments in “arguments” alone. */
function checkPython(check: Check, pointer: string, provider: JsonObject): void {
  const entry = check.catalogue.find(
    textAt(provider, 'module') ?? '',
    textAt(provider, 'func') ?? '',
  );
  const given = provider['arguments'];
  const free = (entry?.parameters ?? [])
    .map(({ name }) => name)
    .filter((name) => !isObject(given) || !(name in given));
  for (const name of Object.keys(provider)) {
    const own = ['type', 'module', 'func', 'arguments', 'secrets'].includes(name);
    if (!own && free.includes(name)) {
      report(check, join(pointer, name), 'arguments', join(pointer, 'arguments'));
    } else if (name === 'timeout') {
      check.report({
        code: 'experiment.timeout-python',
        severity: 'warning',
        pointer: join(pointer, name),
        part: 'key',
        fix: remove(),
      });
    }
  }
}
