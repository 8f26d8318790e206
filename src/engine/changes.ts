import type { Json } from '../experiment/json.ts';
import { toPython } from './bridge/codec.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';

/** One place that became another; without a value it is gone. */
export interface Change<T = PyValue> {
  /** JSON pointer. */
  path: string;
  value?: T;
}

/** What makes one value of another. */
export function changesBetween(before: PyValue, after: PyValue, path = ''): Change[] {
  if (isPyObject(before) && isPyObject(after)) {
    const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
    return [
      ...gone.map((key) => ({ path: `${path}/${escaped(key)}` })),
      ...Object.entries(after).flatMap(([key, value]) => {
        const at = `${path}/${escaped(key)}`;
        const old = Object.hasOwn(before, key) ? before[key] : undefined;
        return old === undefined ? [{ path: at, value }] : changesBetween(old, value, at);
      }),
    ];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const shared = before.slice(0, after.length);
    const gone = before.slice(after.length).map((_, index) => ({
      path: `${path}/${before.length - 1 - index}`,
    }));
    const added = after.slice(before.length).map((value, index) => ({
      path: `${path}/${before.length + index}`,
      value,
    }));
    return [
      ...shared.flatMap((old, at) => changesBetween(old, after[at] ?? null, `${path}/${at}`)),
      ...gone,
      ...added,
    ];
  }
  return toPython(before) === toPython(after) ? [] : [{ path, value: after }];
}

/** Makes a change in place. A place whose surroundings are not there is left out. */
export function applyChange<T extends PyValue | Json>(root: T, { path, value }: Change<T>): void {
  const keys = tokens(path);
  const last = keys.pop();
  const parent = keys.reduce<T | undefined>((at, key) => child(at, key), root);
  if (last === undefined || typeof parent !== 'object' || parent === null) {
    return;
  }
  if (Array.isArray(parent)) {
    const index = Number(last);
    parent.splice(index, 1, ...(value === undefined ? [] : [value as never]));
  } else if (value === undefined) {
    delete (parent as Record<string, unknown>)[last];
  } else {
    (parent as Record<string, unknown>)[last] = value;
  }
}

function child<T>(value: T | undefined, key: string): T | undefined {
  if (Array.isArray(value)) {
    return value[Number(key)];
  }
  return typeof value === 'object' && value !== null
    ? (value as Record<string, T>)[key]
    : undefined;
}

/** The keys of a JSON pointer. */
export function tokens(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * Makes an object what another one is, and leaves it and what is in it the same objects, for whoever
 * holds them. Entries of a list that grew or shrank are recognised by being equal.
 */
export function renew(old: PyValue | undefined, now: PyValue): PyValue {
  if (isPyObject(old) && isPyObject(now)) {
    for (const key of Object.keys(old).filter((each) => !Object.hasOwn(now, each))) {
      delete old[key];
    }
    for (const [key, value] of Object.entries(now)) {
      old[key] = renew(old[key], value);
    }
    return old;
  }
  if (!Array.isArray(old) || !Array.isArray(now)) {
    return now;
  }
  const kept =
    old.length === now.length ? now.map((value, at) => renew(old[at], value)) : matched(old, now);
  old.splice(0, old.length, ...kept);
  return old;
}

function matched(old: PyValue[], now: PyValue[]): PyValue[] {
  const left = old.map((value) => ({ value, text: toPython(value) }));
  return now.map((value) => {
    const text = toPython(value);
    const at = left.findIndex((each) => each.text === text);
    return at < 0 ? value : (left.splice(at, 1)[0]?.value ?? value);
  });
}

/** Whether two objects are the same in what they hold. */
export function same(left: PyObject, right: PyObject): boolean {
  return toPython(left) === toPython(right);
}
