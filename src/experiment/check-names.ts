import { type ActivityPlace, activitiesOf } from './activities.ts';
import type { Check } from './check.ts';
import { nearNames } from './distance.ts';
import type { Range } from './document.ts';
import { isObject, type Json } from './json.ts';
import { join } from './pointer.ts';
import { valueAt } from './value-at.ts';

/** Names in braces, as they are replaced; `$$` is an escaped dollar sign. */
const template = /\$(?:\$|\{([A-Za-z_]\w*)\})/g;

/** `${name}` in places where it is replaced, and where nothing declares the name. */
export function checkNames(check: Check): void {
  const declared = declaredNames(check);
  if (declared === undefined) {
    return;
  }
  const places = [
    '/title',
    ...activitiesOf(check.experiment).flatMap(placesOf),
    ...dynamicPlaces(check),
  ];
  const lines = new LineTexts(check.document.text);
  for (const pointer of places) {
    walk(valueAt(check.experiment, pointer), pointer, (text, at) => {
      for (const [whole, name] of text.matchAll(template)) {
        if (name !== undefined && !declared.has(name)) {
          report(check, at, whole, name, { declared, lines });
        }
      }
    });
  }
}

function report(
  check: Check,
  pointer: string,
  whole: string,
  name: string,
  { declared, lines }: { declared: Set<string>; lines: LineTexts },
): void {
  const range = lines.find(check.document.rangeOf(pointer), whole);
  const near = nearNames(name, declared, 1);
  check.report({
    code: near.length > 0 ? 'experiment.name-near' : 'experiment.name-undeclared',
    args: { name, near: near[0] ?? '' },
    severity: 'warning',
    pointer,
    ...(range && { range }),
    fixes: range
      ? near.map((meant) => ({
          code: 'experiment.fix-replace',
          args: { text: `\${${meant}}` },
          range,
          newText: `\${${meant}}`,
        }))
      : [],
  });
}

/** All names that are replaced; undefined when some are known only at run time. */
function declaredNames(check: Check): Set<string> | undefined {
  const { configuration, secrets } = check.experiment;
  const names = new Set(isObject(configuration) ? Object.keys(configuration) : []);
  for (const group of isObject(secrets) ? Object.values(secrets) : []) {
    if (!isObject(group) || group['type'] === 'env' || group['type'] === 'vault') {
      return undefined;
    }
    for (const name of Object.keys(group)) {
      names.add(name);
    }
  }
  return names;
}

/** What is replaced in an activity. A shell's own `${…}` in a text of process arguments is not ours. */
function placesOf({ pointer, value, section }: ActivityPlace): string[] {
  const provider = isObject(value['provider']) ? value['provider'] : {};
  const at = join(pointer, 'provider');
  const shell = provider['type'] === 'process' && typeof provider['arguments'] === 'string';
  const places = shell ? [] : [join(at, 'arguments')];
  if (provider['type'] === 'http') {
    places.push(join(at, 'url'), join(at, 'headers'), join(at, 'timeout'));
  }
  places.push(join(pointer, 'pauses'));
  if (section === 'hypothesis') {
    places.push(...tolerancePlaces(join(pointer, 'tolerance'), value['tolerance']));
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
  return Object.entries(isObject(configuration) ? configuration : {})
    .filter(([, value]) => isObject(value) && value['type'] === 'probe')
    .flatMap(([name, value]) =>
      placesOf({
        pointer: join('/configuration', name),
        section: 'method',
        value: isObject(value) ? value : {},
      }),
    );
}

function walk(
  value: Json | undefined,
  pointer: string,
  visit: (text: string, pointer: string) => void,
): void {
  if (typeof value === 'string') {
    visit(value, pointer);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      walk(item, join(pointer, index), visit);
    });
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      walk(member, join(pointer, name), visit);
    }
  }
}

/** Lines of a text, to find where in a value something stands. */
class LineTexts {
  readonly #lines: string[];

  constructor(text: string) {
    this.#lines = text.split(/\r\n|\r|\n/);
  }

  find({ start, end }: Range, needle: string): Range | undefined {
    for (let line = start.line; line <= end.line; line += 1) {
      const text = this.#lines[line] ?? '';
      const from = line === start.line ? start.character : 0;
      const character = text.indexOf(needle, from);
      const limit = line === end.line ? end.character : text.length;
      if (character >= 0 && character + needle.length <= limit) {
        return {
          start: { line, character },
          end: { line, character: character + needle.length },
        };
      }
    }
    return undefined;
  }
}
