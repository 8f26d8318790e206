import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { listAt, objectAt, textAt, valueAt } from '../objects.ts';
import { type Cause, required, unsupported, wrong } from '../status.ts';
import { missingKeys } from '../typed/custom.ts';

/**
 * What breaks the schema of a CustomResourceDefinition: types, required fields, enums, and limits of
 * numbers, texts and lists. Rules in CEL and combinations (`oneOf`, `anyOf`, `not`) are not looked at.
 */
export function customProblems(object: JsonObject, schema: JsonObject): Cause[] {
  const { metadata: _, apiVersion: __, kind: ___, ...own } = object;
  return problems(own, schema, '');
}

function problems(value: Json, schema: JsonObject, path: string): Cause[] {
  if (value === null && schema['nullable'] === true) {
    return [];
  }
  if (!hasType(value, schema)) {
    return [typeProblem(value, textAt(schema, 'type'), path)];
  }
  const allowed = listAt(schema, 'enum');
  if (allowed.length > 0 && !allowed.some((one) => isDeepStrictEqual(one, value))) {
    return [unsupported(path, value, allowed.map(String))];
  }
  if (isObject(value)) {
    return objectProblems(value, schema, path);
  }
  if (Array.isArray(value)) {
    const items = objectAt(schema, 'items');
    return [
      ...limits(value.length, schema, path, listLimits),
      ...value.flatMap((one, index) => problems(one, items, `${path}[${index}]`)),
    ];
  }
  return typeof value === 'string'
    ? textProblems(value, schema, path)
    : typeof value === 'number'
      ? limits(value, schema, path, numberLimits)
      : [];
}

function objectProblems(value: JsonObject, schema: JsonObject, path: string): Cause[] {
  const properties = objectAt(schema, 'properties');
  const others = objectAt(schema, 'additionalProperties');
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  return [
    ...missingKeys(value, schema)
      .filter((key) => path !== '' || !['apiVersion', 'kind', 'metadata'].includes(key))
      .map((key) => required(at(key))),
    ...Object.entries(value).flatMap(([key, one]) => {
      const known = valueAt(properties, key);
      return problems(one, isObject(known) ? known : others, at(key));
    }),
  ];
}

function hasType(value: Json, schema: JsonObject): boolean {
  if (schema['x-kubernetes-int-or-string'] === true) {
    return typeof value === 'string' || Number.isInteger(value);
  }
  switch (schema['type']) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
    case 'string':
    case 'boolean':
      return typeof value === schema['type'];
    default:
      return true;
  }
}

function typeProblem(value: Json, type: string, path: string): Cause {
  const found = value === null ? 'null' : Array.isArray(value) ? 'array' : jsonType(value);
  return wrong(path, found, `${path} in body must be of type ${type}: "${found}"`);
}

function jsonType(value: Json): string {
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function textProblems(value: string, schema: JsonObject, path: string): Cause[] {
  const pattern = textAt(schema, 'pattern');
  return [
    ...limits([...value].length, schema, path, textLimits, value),
    ...(pattern === '' || matches(value, pattern)
      ? []
      : [wrong(path, value, `${path} in body should match '${pattern}'`)]),
  ];
}

/** A pattern that only Go can read is not looked at. */
function matches(value: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}

interface Limit {
  key: string;
  holds: (value: number, limit: number) => boolean;
  /** @param told the value that a refusal names */
  cause: (path: string, told: Json, limit: number) => Cause;
}

const atLeast = (value: number, limit: number) => value >= limit;
const atMost = (value: number, limit: number) => value <= limit;

const should =
  (text: (limit: number) => string): Limit['cause'] =>
  (path, told, limit) =>
    wrong(path, told, `${path} in body should ${text(limit)}`);

const numberLimits: readonly Limit[] = [
  {
    key: 'minimum',
    holds: atLeast,
    cause: should((limit) => `be greater than or equal to ${limit}`),
  },
  { key: 'maximum', holds: atMost, cause: should((limit) => `be less than or equal to ${limit}`) },
];

const textLimits: readonly Limit[] = [
  {
    key: 'minLength',
    holds: atLeast,
    cause: should((limit) => `be at least ${limit} chars long`),
  },
  {
    key: 'maxLength',
    holds: atMost,
    cause: (field, _, limit) => ({
      reason: 'FieldValueTooLong',
      field,
      message: `Too long: may not be more than ${limit} bytes`,
    }),
  },
];

const listLimits: readonly Limit[] = [
  { key: 'minItems', holds: atLeast, cause: should((limit) => `have at least ${limit} items`) },
  {
    key: 'maxItems',
    holds: atMost,
    cause: (field, told, limit) => ({
      reason: 'FieldValueTooMany',
      field,
      message: `Too many: ${String(told)}: must have at most ${limit} item${limit === 1 ? '' : 's'}`,
    }),
  },
];

function limits(
  value: number,
  schema: JsonObject,
  path: string,
  known: readonly Limit[],
  told: Json = value,
): Cause[] {
  return known.flatMap(({ key, holds, cause }) => {
    const limit = schema[key];
    return typeof limit === 'number' && !holds(value, limit) ? [cause(path, told, limit)] : [];
  });
}
