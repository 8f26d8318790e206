import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../objects.ts';

/** Sets values of keys that are not there. */
export function preset(object: JsonObject, values: JsonObject): void {
  for (const [key, value] of Object.entries(values)) {
    object[key] ??= value;
  }
}

/** The spec of an object, made where it is missing. */
export function specOf(object: KubeObject): JsonObject {
  object.spec ??= {};
  return object.spec;
}

/** The status of an object, made where it is missing. */
export function statusOf(object: KubeObject): JsonObject {
  object.status ??= {};
  return object.status;
}

/** The object at a key, made where it is missing. */
export function child(object: JsonObject, key: string): JsonObject {
  const found = object[key];
  if (isObject(found)) {
    return found;
  }
  const made: JsonObject = {};
  object[key] = made;
  return made;
}

/** The objects of the list at a key. */
export function children(object: JsonObject, key: string): JsonObject[] {
  const found = object[key];
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** Lists that the API shows also when they are empty. */
const shownEmpty = new Set(['rules', 'endpoints']);

/**
 * Takes out what the typed server would not keep: null, and empty lists. Labels and annotations that
 * are empty go too.
 */
export function prune(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(prune);
  }
  if (!isObject(value)) {
    return value;
  }
  const kept = Object.entries(value).flatMap(([key, one]): [string, Json][] => {
    const isEmptyList = Array.isArray(one) && one.length === 0 && !shownEmpty.has(key);
    const isEmptyMap =
      (key === 'labels' || key === 'annotations') && isObject(one) && Object.keys(one).length === 0;
    return one === null || one === undefined || isEmptyList || isEmptyMap
      ? []
      : [[key, prune(one)]];
  });
  return Object.fromEntries(kept);
}
