import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { textAt } from '../objects.ts';
import { ApiError, badRequest } from '../status.ts';

/**
 * A JSON patch (RFC 6902) applied to a copy of a document: all of its operations, or none. Where the
 * API server is laxer than the RFC, so is this: `replace` may add a member, a `test` for null holds
 * where a member is missing, and a missing member is copied as null.
 * @throws ApiError 400 for what is no patch, 422 where an operation does not fit
 */
export function jsonPatch(document: Json, patch: Json): Json {
  if (!Array.isArray(patch)) {
    throw badRequest('error decoding patch: a JSON patch must be a list of operations');
  }
  let result = structuredClone(document);
  for (const operation of patch) {
    if (!isObject(operation)) {
      throw badRequest('error decoding patch: an operation must be an object');
    }
    result = applied(result, operation);
  }
  return result;
}

function applied(document: Json, operation: JsonObject): Json {
  const path = keysOf(textAt(operation, 'path'));
  const value = structuredClone(operation['value'] ?? null);
  switch (operation['op']) {
    case 'add':
      return put(document, placed(path), value, true);
    case 'replace':
      return put(document, path, value, false);
    case 'remove':
      return taken(document, path);
    case 'test':
      if (!isDeepStrictEqual(member(document, path), value)) {
        throw rejected();
      }
      return document;
    case 'copy': {
      const from = keysOf(textAt(operation, 'from'));
      return put(document, placed(path), structuredClone(member(document, from)), true);
    }
    case 'move': {
      const from = keysOf(textAt(operation, 'from'));
      const moved = get(document, from);
      return put(taken(document, from), placed(path), moved, true);
    }
    default:
      throw rejected();
  }
}

const rejected = () =>
  new ApiError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );

function keysOf(pointer: string): string[] {
  if (pointer === '') {
    return [];
  }
  if (!pointer.startsWith('/')) {
    throw rejected();
  }
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function found(document: Json, path: readonly string[]): Json | undefined {
  let here: Json | undefined = document;
  for (const key of path) {
    if (Array.isArray(here)) {
      here = here[indexOf(key, here.length - 1)];
    } else {
      here = isObject(here) && Object.hasOwn(here, key) ? here[key] : undefined;
    }
  }
  return here;
}

function get(document: Json, path: readonly string[]): Json {
  const value = found(document, path);
  if (value === undefined) {
    throw rejected();
  }
  return value;
}

/** The value at a path; null for a member that its object does not have. */
function member(document: Json, path: readonly string[]): Json {
  get(document, path.slice(0, -1));
  return found(document, path) ?? null;
}

/** The path of something inside a document, which is not the document itself. */
function placed(path: readonly string[]): readonly string[] {
  if (path.length === 0) {
    throw rejected();
  }
  return path;
}

function put(document: Json, path: readonly string[], value: Json, insert: boolean): Json {
  const key = path.at(-1);
  if (key === undefined) {
    return value;
  }
  const parent = get(document, path.slice(0, -1));
  if (Array.isArray(parent)) {
    const index =
      key === '-' && insert
        ? parent.length
        : indexOf(key, insert ? parent.length : parent.length - 1);
    parent.splice(index, insert ? 0 : 1, value);
  } else if (isObject(parent)) {
    parent[key] = value;
  } else {
    throw rejected();
  }
  return document;
}

function taken(document: Json, path: readonly string[]): Json {
  get(document, path);
  const key = path.at(-1);
  const parent = get(document, path.slice(0, -1));
  if (key === undefined) {
    throw rejected();
  }
  if (Array.isArray(parent)) {
    parent.splice(indexOf(key, parent.length - 1), 1);
  } else if (isObject(parent)) {
    delete parent[key];
  }
  return document;
}

function indexOf(key: string, last: number): number {
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : -1;
  if (index < 0 || index > last) {
    throw rejected();
  }
  return index;
}
