import type { CatalogueEntry, Parameter, ParameterSchema } from '../catalogue/types.ts';
import type { Check } from './check.ts';
import type { Role } from './check-activity.ts';
import { nearNames } from './distance.ts';
import { quotedList, remove, replaceBy } from './fixes.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { join } from './pointer.ts';
import { shown } from './structure.ts';

/** An activity's arguments against its parameters. */
export function checkArguments(
  check: Check,
  pointer: string,
  provider: JsonObject,
  entry: CatalogueEntry,
  role: Role,
): void {
  const at = join(pointer, 'arguments');
  const given = provider['arguments'];
  if (given !== undefined && !isObject(given)) {
    return;
  }
  const values = given ?? {};
  // The original hands the judged answer over as `value`, and only if the name is already there.
  const judged = role === 'tolerance';
  const names = entry.parameters.map(({ name }) => name);
  for (const name of Object.keys(values)) {
    if (!names.includes(name)) {
      reportUnknown(check, join(at, name), name, entry, names);
    }
  }
  for (const parameter of entry.parameters) {
    const value = values[parameter.name];
    if (value === undefined) {
      if (parameter.required && !(judged && parameter.name === 'value')) {
        check.report({
          code: 'experiment.argument-missing',
          args: { name: parameter.name, func: entry.func },
          pointer: given === undefined ? pointer : at,
          ...(given === undefined ? {} : { part: 'key' as const }),
        });
      }
    } else if (!(judged && parameter.name === 'value')) {
      checkValue(check, join(at, parameter.name), parameter, value);
    }
  }
}

function reportUnknown(
  check: Check,
  pointer: string,
  name: string,
  entry: CatalogueEntry,
  names: string[],
): void {
  if (name === 'secrets' || name === 'configuration') {
    check.report({
      code: 'experiment.argument-injected',
      args: { name },
      pointer,
      part: 'key',
      fix: remove(),
    });
    return;
  }
  const near = nearNames(name, names);
  check.report({
    code: near.length > 0 ? 'experiment.argument-near' : 'experiment.argument-unknown',
    args: {
      name,
      func: entry.func,
      near: quotedList(near),
      known: names.length > 0 ? names.join(', ') : '–',
    },
    pointer,
    part: 'key',
    fix: replaceBy(near, 'key'),
  });
}

/** The original passes any value on and fails while it runs, so that a misfit is a warning. */
function checkValue(check: Check, pointer: string, parameter: Parameter, value: Json): void {
  if (typeof value === 'string' && value.includes('$')) {
    return;
  }
  const { schema, name } = parameter;
  const types = [schema.type ?? []].flat();
  const optional = !parameter.required && parameter.default === undefined;
  if (types.length > 0 && !types.some((type) => isType(value, type))) {
    if (value !== null || !optional) {
      check.report({
        code: typeCode(types),
        args: { name, value: shown(value), types: types.join(', ') },
        severity: 'warning',
        pointer,
        fix: replaceBy(converted(value, types)),
      });
    }
    return;
  }
  checkLimits(check, pointer, name, schema, value);
}

function checkLimits(
  check: Check,
  pointer: string,
  name: string,
  schema: ParameterSchema,
  value: Json,
): void {
  if (schema.enum !== undefined && value !== null && !schema.enum.includes(value)) {
    const choices = schema.enum.filter((choice) => typeof choice === 'string');
    check.report({
      code: 'experiment.argument-choice',
      args: { name, value: shown(value), choices: schema.enum.map(String).join(', ') },
      severity: 'warning',
      pointer,
      fix: replaceBy(nearNames(String(value), choices)),
    });
  }
  if (typeof value === 'number') {
    const { minimum, maximum } = schema;
    if (minimum !== undefined && value < minimum) {
      const args = { name, limit: minimum };
      check.report({ code: 'experiment.argument-minimum', args, severity: 'warning', pointer });
    }
    if (maximum !== undefined && value > maximum) {
      const args = { name, limit: maximum };
      check.report({ code: 'experiment.argument-maximum', args, severity: 'warning', pointer });
    }
  }
}

const typeCodes: Readonly<Record<string, string>> = {
  string: 'experiment.argument-text',
  integer: 'experiment.argument-whole',
  number: 'experiment.argument-number',
  boolean: 'experiment.argument-boolean',
  array: 'experiment.argument-list',
  object: 'experiment.argument-object',
};

function typeCode(types: string[]): string {
  const [type, ...others] = types.filter((each) => each !== 'null');
  const code = type === undefined ? undefined : typeCodes[type];
  return others.length > 0 || code === undefined ? 'experiment.argument-type' : code;
}

function isType(value: Json, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** The value a person meant who wrote a number or a truth value in quotes, or left quotes out. */
function converted(value: Json, types: string[]): Json[] {
  if (typeof value === 'string') {
    const number = value.trim() === '' ? Number.NaN : Number(value);
    if (types.includes('integer') || types.includes('number')) {
      return Number.isInteger(number) ? [number] : [];
    }
    return types.includes('boolean') && /^(?:true|false)$/i.test(value)
      ? [value.toLowerCase() === 'true']
      : [];
  }
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  return scalar && types.includes('string') ? [String(value)] : [];
}
