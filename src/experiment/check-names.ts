import type { ActivityPlace } from './activities.ts';
import type { Check } from './check.ts';
import { nearNames } from './distance.ts';
import { replaceIn } from './fixes.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { declaredNames, template } from './names.ts';
import { join } from './pointer.ts';
import { forEachText } from './texts.ts';
import { valueAt } from './value-at.ts';

/** `${name}` in the title and in values that a probe finds, where nothing declares the name. */
export function checkNames(check: Check): void {
  checkPlaces(check, check.experiment, ['/title', ...dynamicPlaces(check)]);
  checkConfigured(check);
}

/** `${name}` in an activity: where nothing declares it, and where it is not replaced. */
export function checkNamesIn(check: Check, place: ActivityPlace): void {
  const { pointer, value } = place;
  const places = placesOf(place);
  checkPlaces(check, value, places, pointer);
  const provider = isObject(value['provider']) ? value['provider'] : {};
  for (const [at, text] of [
    ['name', value['name']],
    ['provider/method', provider['method']],
    ['provider/module', provider['module']],
    ['provider/func', provider['func']],
  ] as const) {
    if (typeof text === 'string' && namesIn(text).some((name) => isDeclared(check, name))) {
      const severity = at === 'name' ? 'info' : 'warning';
      check.report({ code: 'experiment.name-not-replaced', severity, pointer: `${pointer}/${at}` });
    }
  }
}

function namesIn(text: string): string[] {
  return text.includes('${') ? [...text.matchAll(template)].flatMap(([, name]) => name ?? []) : [];
}

function isDeclared(check: Check, name: string): boolean {
  return declaredNames(check.experiment)?.has(name) ?? false;
}

/** @param base pointer of `root`; the places are pointers within it */
function checkPlaces(check: Check, root: JsonObject, places: string[], base = ''): void {
  let declared: Set<string> | undefined;
  for (const place of places) {
    forEachText(valueAt(root, place), `${base}${place}`, (text, at) => {
      for (const name of namesIn(text)) {
        declared ??= declaredNames(check.experiment);
        if (declared !== undefined && !declared.has(name)) {
          report(check, at, name, declared);
        }
      }
    });
  }
}

function report(check: Check, pointer: string, name: string, declared: Set<string>): void {
  const near = nearNames(name, declared, 1);
  const needle = `\${${name}}`;
  check.report({
    code: near.length > 0 ? 'experiment.name-near' : 'experiment.name-undeclared',
    args: { name, near: near[0] ?? '' },
    severity: 'warning',
    pointer,
    needle,
    fix: replaceIn(
      needle,
      near.map((meant) => `\${${meant}}`),
    ),
  });
}

/** Values are replaced once: names in them stay as they are; and one name can have one value. */
function checkConfigured(check: Check): void {
  const { configuration, secrets } = check.experiment;
  const own = isObject(configuration) ? configuration : {};
  for (const [name, value] of Object.entries(own)) {
    if (typeof value === 'string' && namesIn(value).some((other) => isDeclared(check, other))) {
      const pointer = join('/configuration', name);
      check.report({ code: 'experiment.name-nested', severity: 'warning', pointer });
    }
  }
  for (const [group, values] of Object.entries(isObject(secrets) ? secrets : {})) {
    for (const name of Object.keys(isObject(values) ? values : {})) {
      if (Object.hasOwn(own, name)) {
        const pointer = join('/secrets', group, name);
        const code = 'experiment.name-shadowed';
        check.report({ code, args: { name }, severity: 'warning', pointer, part: 'key' });
      }
    }
  }
}

/** What is replaced in an activity. A shell's own `${…}` in a text of process arguments is not ours. */
function placesOf({ value, section }: Pick<ActivityPlace, 'value' | 'section'>): string[] {
  const provider = isObject(value['provider']) ? value['provider'] : {};
  const shell = provider['type'] === 'process' && typeof provider['arguments'] === 'string';
  const places = shell ? ['/pauses'] : ['/provider/arguments', '/pauses'];
  if (provider['type'] === 'http') {
    places.push('/provider/url', '/provider/headers', '/provider/timeout');
  }
  if (section === 'hypothesis') {
    places.push(...tolerancePlaces('/tolerance', value['tolerance']));
  }
  return places;
}

function tolerancePlaces(pointer: string, tolerance: Json | undefined): string[] {
  if (typeof tolerance === 'string') {
    return [pointer];
  }
  if (!isObject(tolerance)) {
    return [];
  }
  switch (tolerance['type']) {
    case 'regex':
      return [join(pointer, 'pattern')];
    case 'jsonpath':
      return [join(pointer, 'expect')];
    case 'probe':
      return [join(pointer, 'provider', 'arguments')];
    default:
      return [];
  }
}

function dynamicPlaces(check: Check): string[] {
  const { configuration } = check.experiment;
  return Object.entries(isObject(configuration) ? configuration : {}).flatMap(([name, value]) =>
    isObject(value) && value['type'] === 'probe'
      ? placesOf({ section: 'method', value }).map((place) => join('/configuration', name) + place)
      : [],
  );
}
