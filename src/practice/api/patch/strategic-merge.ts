import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { badRequest } from '../status.ts';
import { type ListRule, listRule } from './merge-keys.ts';

const order = '$setElementOrder/';
const removal = '$deleteFromPrimitiveList/';

/**
 * A strategic merge patch: like a merge patch, but lists merge where the kind has a key for them.
 * Knows `$patch` (replace, delete, merge), `$retainKeys`, `$deleteFromPrimitiveList` and
 * `$setElementOrder`.
 * @param kind decides which lists merge
 * @throws ApiError 400 for directives that cannot be read, and items without their key
 */
export function strategicMerge(kind: string, target: JsonObject, patch: JsonObject): JsonObject {
  return mergeObjects(kind, [], target, patch);
}

function mergeObjects(
  kind: string,
  path: readonly string[],
  target: JsonObject,
  patch: JsonObject,
): JsonObject {
  const directive = patch['$patch'];
  if (directive === 'replace') {
    const { $patch: _, ...rest } = patch;
    return rest;
  }
  if (directive === 'delete') {
    return {};
  }
  if (directive !== undefined && directive !== 'merge') {
    throw badRequest(`unknown patch type: ${JSON.stringify(directive)}`);
  }
  const result = retained(target, patch['$retainKeys']);
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(removal)) {
      removeValues(result, key.slice(removal.length), value);
    }
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) {
      continue;
    }
    if (value === null) {
      delete result[key];
      continue;
    }
    result[key] = mergeValue(kind, [...path, key], result[key], value);
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(order)) {
      const field = key.slice(order.length);
      sort(kind, [...path, field], result, field, value, target[field]);
    }
  }
  return result;
}

function mergeValue(
  kind: string,
  path: readonly string[],
  target: Json | undefined,
  value: Json,
): Json {
  if (isObject(value)) {
    return mergeObjects(kind, path, isObject(target) ? target : {}, value);
  }
  const rule = listRule(kind, path);
  if (!Array.isArray(value) || rule === undefined) {
    return Array.isArray(value) ? withoutDirectives(value) : value;
  }
  return mergeLists(kind, path, Array.isArray(target) ? target : [], value, rule);
}

/** A list that is replaced may still say so in an item. */
const withoutDirectives = (list: Json[]) =>
  list.filter((item) => !(isObject(item) && Object.hasOwn(item, '$patch')));

function mergeLists(
  kind: string,
  path: readonly string[],
  target: Json[],
  patch: Json[],
  rule: ListRule,
): Json[] {
  if (rule === 'set') {
    const added = patch.filter((value) => !target.includes(value));
    return ordered([...target, ...added], patch, target, rule);
  }
  if (patch.some((item) => isObject(item) && item['$patch'] === 'replace')) {
    return withoutDirectives(patch);
  }
  const result = [...target];
  for (const item of patch) {
    if (!isObject(item)) {
      throw badRequest(`map: an item of ${path.join('.')} must be an object`);
    }
    const value = item[rule.key];
    if (value === undefined) {
      throw badRequest(
        `map: ${JSON.stringify(item)} does not contain declared merge key: ${rule.key}`,
      );
    }
    const at = result.findIndex((one) => isObject(one) && isDeepStrictEqual(one[rule.key], value));
    if (item['$patch'] === 'delete') {
      if (at !== -1) {
        result.splice(at, 1);
      }
      continue;
    }
    const before = at === -1 ? undefined : result[at];
    const merged = mergeObjects(kind, path, isObject(before) ? before : {}, item);
    if (at === -1) {
      result.push(merged);
    } else {
      result[at] = merged;
    }
  }
  return ordered(result, patch, target, rule);
}

/** Only these keys stay, of those that the target has. */
function retained(target: JsonObject, keys: Json | undefined): JsonObject {
  if (!Array.isArray(keys)) {
    return { ...target };
  }
  return Object.fromEntries(Object.entries(target).filter(([key]) => keys.includes(key)));
}

function removeValues(result: JsonObject, field: string, values: Json): void {
  const list = result[field];
  if (!Array.isArray(values)) {
    throw badRequest(`${removal}${field} must be a list`);
  }
  if (Array.isArray(list)) {
    result[field] = list.filter((value) => !values.includes(value));
  }
}

/** Brings a list that the patch did not touch, or only in part, into the order that it wants. */
function sort(
  kind: string,
  path: readonly string[],
  result: JsonObject,
  field: string,
  wanted: Json,
  before: Json | undefined,
): void {
  const list = result[field];
  const rule = listRule(kind, path);
  if (Array.isArray(list) && Array.isArray(wanted) && rule !== undefined) {
    result[field] = ordered(list, wanted, Array.isArray(before) ? before : [], rule);
  }
}

/**
 * A merged list in the order of the real server: items of the patch in its order, and each of the
 * others before the first of those that it stood in front of.
 * @param wanted items in the order of the patch
 * @param before the list as it was
 */
function ordered(
  list: readonly Json[],
  wanted: readonly Json[],
  before: readonly Json[],
  rule: ListRule,
): Json[] {
  const place = (items: readonly Json[], item: Json) =>
    items.findIndex((one) =>
      rule === 'set' || !isObject(one) || !isObject(item)
        ? one === item
        : isDeepStrictEqual(one[rule.key], item[rule.key]),
    );
  const named = list
    .filter((item) => place(wanted, item) !== -1)
    .sort((a, b) => place(wanted, a) - place(wanted, b));
  const others = list
    .filter((item) => place(wanted, item) === -1)
    .sort((a, b) => place(before, a) - place(before, b));
  const result: Json[] = [];
  for (const item of named) {
    const at = place(before, item);
    while (others[0] !== undefined && at !== -1 && place(before, others[0]) < at) {
      result.push(...others.splice(0, 1));
    }
    result.push(item);
  }
  return [...result, ...others];
}
