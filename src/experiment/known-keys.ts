import type { ActivityPlace } from './activities.ts';
import type { Check } from './check.ts';
import { nearNames } from './distance.ts';
import { replaceBy } from './fixes.ts';
import { keys } from './generated/structure.js';
import { isObject, type Json } from './json.ts';
import { isMisplaced } from './levels.ts';
import { join } from './pointer.ts';
import { textAt, valueAt } from './value-at.ts';

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
  const { experiment } = check;
  near(check, '', experiment, ['experiment']);
  near(check, '/steady-state-hypothesis', experiment['steady-state-hypothesis'], ['hypothesis']);
  near(check, '/runtime', experiment['runtime'], ['runtime']);
  for (const block of ['hypothesis', 'rollbacks']) {
    const pointer = `/runtime/${block}`;
    near(check, pointer, valueAt(experiment, pointer), [], ['strategy']);
  }
  checkSources(check);
}

/** The same for an activity. */
export function checkActivityKeys(check: Check, { pointer, section, value }: ActivityPlace): void {
  near(check, pointer, value, ['reference', 'fullActivity']);
  near(check, join(pointer, 'pauses'), value['pauses'], ['pauses']);
  checkProvider(check, join(pointer, 'provider'), value['provider']);
  const { tolerance } = value;
  if (section === 'hypothesis' && isObject(tolerance)) {
    const at = join(pointer, 'tolerance');
    near(check, at, tolerance, [tolerances[textAt(tolerance, 'type') ?? ''] ?? '']);
    checkProvider(check, join(at, 'provider'), tolerance['provider']);
  }
}

function checkProvider(check: Check, pointer: string, provider: Json | undefined): void {
  near(check, pointer, provider, ['provider', providers[textAt(provider, 'type') ?? ''] ?? '']);
}

function checkSources(check: Check): void {
  const { configuration } = check.experiment;
  for (const [name, value] of Object.entries(isObject(configuration) ? configuration : {})) {
    const pointer = join('/configuration', name);
    if (textAt(value, 'type') === 'env') {
      near(check, pointer, value, ['configurationFromEnvironment']);
    } else if (isObject(value) && value['type'] === 'probe') {
      near(check, pointer, value, ['configurationFromProbe']);
      checkProvider(check, join(pointer, 'provider'), value['provider']);
    }
  }
}

/** Reports unknown keys of one object that are near to a known one it does not have. */
function near(
  check: Check,
  pointer: string,
  value: Json | undefined,
  definitions: string[],
  more: string[] = [],
): void {
  if (!isObject(value)) {
    return;
  }
  const known = [...definitions.flatMap((definition) => keys[definition] ?? []), ...more];
  const own = Object.keys(value);
  const unknown = own.filter((name) => !known.includes(name) && !isMisplaced(name, definitions));
  if (known.length === 0 || unknown.length === 0 || own.length > mostKeys) {
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
        fix: replaceBy(meant, 'key'),
      });
    }
  }
}
