import { activitiesOf } from './activities.ts';
import type { Check } from './check.ts';
import { nearNames } from './distance.ts';
import { replaceBy } from './fixes.ts';
import { keys } from './generated/structure.js';
import { isObject, type Json } from './json.ts';
import { join } from './pointer.ts';
import { valueAt } from './value-at.ts';

/** Names of the schema's definitions by the `type` of a provider, a tolerance or a value. */
const providers: Readonly<Record<string, string>> = {
  python: 'pythonProvider',
  http: 'httpProvider',
  process: 'processProvider',
};
const tolerances: Readonly<Record<string, string>> = {
  regex: 'regexTolerance',
  jsonpath: 'jsonpathTolerance',
  range: 'rangeTolerance',
  probe: 'probeTolerance',
};

/** Objects with more keys are data, in which slips are not looked for. */
const mostKeys = 200;

/** Keys that mean nothing and look like one that does: unknown keys are allowed, slips are not meant. */
export function checkKeys(check: Check): void {
  near(check, '', ['experiment']);
  near(check, '/steady-state-hypothesis', ['hypothesis']);
  near(check, '/runtime', ['runtime']);
  for (const block of ['hypothesis', 'rollbacks']) {
    near(check, `/runtime/${block}`, [], ['strategy']);
  }
  for (const { pointer, section } of activitiesOf(check.experiment)) {
    near(check, pointer, ['reference', 'fullActivity']);
    near(check, join(pointer, 'pauses'), ['pauses']);
    checkProvider(check, join(pointer, 'provider'));
    if (section === 'hypothesis') {
      const tolerance = join(pointer, 'tolerance');
      near(check, tolerance, [tolerances[typeAt(check, tolerance)] ?? '']);
      checkProvider(check, join(tolerance, 'provider'));
    }
  }
  checkSources(check);
}

function checkProvider(check: Check, pointer: string): void {
  near(check, pointer, ['provider', providers[typeAt(check, pointer)] ?? '']);
}

function checkSources(check: Check): void {
  for (const name of membersOf(check, '/configuration')) {
    const pointer = join('/configuration', name);
    if (typeAt(check, pointer) === 'env') {
      near(check, pointer, ['configurationFromEnvironment']);
    } else if (typeAt(check, pointer) === 'probe') {
      near(check, pointer, ['configurationFromProbe']);
      checkProvider(check, join(pointer, 'provider'));
    }
  }
}

/** Reports unknown keys of one object that are near to a known one it does not have. */
function near(check: Check, pointer: string, definitions: string[], more: string[] = []): void {
  const known = [...definitions.flatMap((definition) => keys[definition] ?? []), ...more];
  if (known.length === 0) {
    return;
  }
  const own = membersOf(check, pointer);
  const unknown = own.filter((name) => !known.includes(name));
  if (unknown.length === 0 || own.length > mostKeys) {
    return;
  }
  const free = known.filter((key) => !own.includes(key));
  for (const name of unknown) {
    const meant = nearNames(name, free, 1);
    if (meant[0] !== undefined) {
      check.report({
        code: 'experiment.key-near',
        args: { name, meant: meant[0] },
        severity: 'warning',
        pointer: join(pointer, name),
        part: 'key',
        fixes: replaceBy(check.document, join(pointer, name), meant, 'key'),
      });
    }
  }
}

function membersOf(check: Check, pointer: string): string[] {
  const value = valueAt(check.experiment, pointer);
  return isObject(value) ? Object.keys(value) : [];
}

function typeAt(check: Check, pointer: string): string {
  const value: Json | undefined = valueAt(check.experiment, join(pointer, 'type'));
  return typeof value === 'string' ? value : '';
}
