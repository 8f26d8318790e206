import { parseJson } from '../python/json.ts';
import { repr } from '../python/text.ts';
import { isPyObject, PyBytes, PyFloat, type PyValue } from '../python/value.ts';

/** Key of an object that stands for `bytes`: its value is their base64. */
const bytesKey = '$bytes';

/** A value as JSON for Python's `json.loads`: floats keep their point, bytes travel as base64. */
export function toPython(value: PyValue): string {
  if (value instanceof PyFloat || (typeof value === 'number' && !Number.isInteger(value))) {
    return floatText(value instanceof PyFloat ? value.value : value);
  }
  if (value instanceof PyBytes) {
    return JSON.stringify({ [bytesKey]: Buffer.from(value.bytes).toString('base64') });
  }
  if (Array.isArray(value)) {
    return `[${value.map(toPython).join(',')}]`;
  }
  if (isPyObject(value)) {
    const pairs = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}:${toPython(item)}`,
    );
    return `{${pairs.join(',')}}`;
  }
  return typeof value === 'number' ? repr(value) : JSON.stringify(value);
}

function floatText(value: number): string {
  if (Number.isFinite(value)) {
    return repr(new PyFloat(value));
  }
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

/**
 * The same back.
 * @throws SyntaxError
 */
export function fromPython(text: string): PyValue {
  const value = parseJson(text);
  return text.includes(`"${bytesKey}"`) ? withBytes(value) : value;
}

function withBytes(value: PyValue): PyValue {
  if (Array.isArray(value)) {
    return value.map(withBytes);
  }
  if (!isPyObject(value)) {
    return value;
  }
  const [[key, item] = [], ...others] = Object.entries(value);
  if (key === bytesKey && typeof item === 'string' && others.length === 0) {
    return new PyBytes(Buffer.from(item, 'base64'));
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withBytes(each)]));
}
