import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { listAt, objectAt, valueAt } from '../objects.ts';
import type { Read } from './read.ts';

const preserve = 'x-kubernetes-preserve-unknown-fields';

/** What every object has beside what its schema says. */
const ofEveryObject = ['apiVersion', 'kind', 'metadata'];

/**
 * Reads an object by the schema of its CustomResourceDefinition: takes out fields that the schema does
 * not have, and null where it may not be, and sets its defaults. `metadata` stays as it is.
 * @param schema `openAPIV3Schema`
 */
export function readCustom(object: JsonObject, schema: JsonObject): Read {
  const unknown: string[] = [];
  const isRoot = (path: string) => path === '';

  function read(value: Json, by: JsonObject, path: string): Json {
    if (Array.isArray(value)) {
      const items = objectAt(by, 'items');
      return value.map((one, index) => read(one, items, `${path}[${index}]`));
    }
    return isObject(value) ? readObject(value, by, path) : value;
  }

  function readObject(value: JsonObject, by: JsonObject, path: string): JsonObject {
    const properties = objectAt(by, 'properties');
    const others = by['additionalProperties'];
    const keepsMeta = isRoot(path) || by['x-kubernetes-embedded-resource'] === true;
    const result: JsonObject = {};
    for (const [key, one] of Object.entries(value)) {
      const place = isRoot(path) ? key : `${path}.${key}`;
      const known = properties[key];
      if (keepsMeta && ofEveryObject.includes(key)) {
        result[key] = one;
      } else if (isObject(known) || isObject(others)) {
        const its = isObject(known) ? known : objectAt(others);
        if (one !== null || its['nullable'] === true) {
          result[key] = read(one, its, place);
        }
      } else if (others === true || by[preserve] === true) {
        result[key] = one;
      } else {
        unknown.push(place);
      }
    }
    for (const [key, property] of Object.entries(properties)) {
      const preset = valueAt(property, 'default');
      if (preset !== undefined && result[key] === undefined) {
        result[key] = read(structuredClone(preset), objectAt(property), `${path}.${key}`);
      }
    }
    return result;
  }

  return { object: readObject(object, schema, ''), unknown };
}

/** Whether a definition's schema says what objects have: one that is empty says nothing. */
export function isSchema(schema: JsonObject): boolean {
  return Object.keys(objectAt(schema, 'properties')).length > 0 || schema[preserve] === true;
}

/** The keys that a schema wants and an object does not have. */
export function missingKeys(value: JsonObject, schema: JsonObject): string[] {
  return listAt(schema, 'required')
    .map(String)
    .filter((key) => value[key] === undefined);
}
