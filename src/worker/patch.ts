import { isObject, type Json } from '../experiment/json.ts';

/** One change: the value at a path, or its removal where `value` is missing. */
export interface Change {
  path: (string | number)[];
  value?: Json;
}

/** Changes that turn one JSON value into another, in order. */
export type Patch = Change[];

/** What differs between two JSON values; parts that are the same object cost nothing. */
export function diff(before: Json | undefined, after: Json): Patch {
  const patch: Patch = [];
  compare(before, after, [], patch);
  return patch;
}

function compare(
  before: Json | undefined,
  after: Json,
  path: (string | number)[],
  patch: Patch,
): void {
  if (before === after) {
    return;
  }
  if (Array.isArray(before) && Array.isArray(after) && growing(before, after)) {
    after.forEach((item, index) => {
      compare(before[index], item, [...path, index], patch);
    });
  } else if (isObject(before) && isObject(after)) {
    for (const key of Object.keys(before)) {
      if (own(after, key) === undefined && before[key] !== undefined) {
        patch.push({ path: [...path, key] });
      }
    }
    for (const [key, value] of Object.entries(after)) {
      if (value !== undefined) {
        compare(own(before, key), value, [...path, key], patch);
      }
    }
  } else if (!sameList(before, after)) {
    patch.push({ path, value: after });
  }
}

/** A key of an object's own: `toString` is a name like any other. */
function own<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Lists of objects that did not lose an entry are compared by place; all others are replaced. */
function growing(before: Json[], after: Json[]): boolean {
  return after.length >= before.length && [...before, ...after].every(isObject);
}

function sameList(before: Json | undefined, after: Json): boolean {
  return (
    Array.isArray(before) &&
    Array.isArray(after) &&
    JSON.stringify(before) === JSON.stringify(after)
  );
}

/**
 * The value with a patch applied. What did not change stays the same object, so that a reader sees
 * by `===` what has to be drawn again.
 */
export function apply<T>(value: T, patch: Patch): T {
  let result: unknown = value;
  for (const { path, value: next } of patch) {
    result = set(result, path, 0, next);
  }
  return result as T;
}

function set(
  target: unknown,
  path: (string | number)[],
  depth: number,
  value: Json | undefined,
): unknown {
  const key = path[depth];
  if (key === undefined) {
    return value;
  }
  if (typeof key === 'number') {
    const list: unknown[] = Array.isArray(target) ? [...target] : [];
    list[key] = set(list[key], path, depth + 1, value);
    return list;
  }
  const object: Record<string, unknown> = { ...(target as object) };
  if (depth === path.length - 1 && value === undefined) {
    delete object[key];
  } else {
    Object.defineProperty(object, key, {
      value: set(own(object, key), path, depth + 1, value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}
