import type { Json, JsonObject } from '../../experiment/json.ts';
import { repr } from './text.ts';
import { isPyObject, PyBytes, PyFloat, type PyObject, type PyValue, toFloat } from './value.ts';

/**
 * A deep copy of an experiment with its whole floats marked.
 * @param floats RFC 6901 pointers, see ParsedDocument.floats
 */
export function lift(experiment: JsonObject, floats: ReadonlySet<string>): PyObject {
  return liftObject(experiment, floats, '');
}

function liftObject(data: JsonObject, floats: ReadonlySet<string>, pointer: string): PyObject {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      const token = key.replaceAll('~', '~0').replaceAll('/', '~1');
      return [key, liftValue(value, floats, `${pointer}/${token}`)];
    }),
  );
}

function liftValue(value: Json, floats: ReadonlySet<string>, pointer: string): PyValue {
  if (Array.isArray(value)) {
    return value.map((item, index) => liftValue(item, floats, `${pointer}/${index}`));
  }
  if (typeof value === 'object' && value !== null) {
    return liftObject(value, floats, pointer);
  }
  return typeof value === 'number' && floats.has(pointer) ? toFloat(value) : value;
}

/** A deep copy as plain JSON: whole floats become numbers, bytes the text Python prints for them. */
export function plain(value: PyValue): Json {
  if (value instanceof PyFloat) {
    return value.value;
  }
  if (value instanceof PyBytes) {
    return repr(value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return isPyObject(value) ? plainObject(value) : value;
}

/** The same for an object. */
export function plainObject(value: PyObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
