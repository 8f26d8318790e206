import type { Json, JsonObject } from '../experiment/json.ts';
import { type Masker, masked } from './mask.ts';
import { repr } from './python/text.ts';
import { PyBytes, PyFloat, type PyValue } from './python/value.ts';

/** Facts that may hold what a person or a system wrote. All others are the engine's own words. */
const open = new Set([
  'experiment',
  'title',
  'source',
  'file',
  'name',
  'activity',
  'tolerance',
  'output',
  'exception',
  'effects',
  'text',
  'args',
  'reason',
  'changes',
]);

/** Facts with open ones inside. */
const nested = new Set(['error', 'interruption']);

/**
 * The facts of an event as plain data without secrets.
 * @param floats takes JSON pointers of the whole numbers that are floating point
 */
export function maskPayload(facts: object, masker: Masker, floats: string[]): JsonObject {
  const payload: JsonObject = {};
  for (const [key, value] of Object.entries(facts)) {
    if (value === undefined) {
      continue;
    }
    payload[key] = open.has(key)
      ? maskValue(value, masker, `/${key}`, floats)
      : nested.has(key)
        ? maskPayload(value, masker, floats)
        : value;
  }
  return payload;
}

function maskValue(value: PyValue, masker: Masker, pointer: string, floats: string[]): Json {
  if (typeof value === 'string') {
    return masker.text(value);
  }
  if (typeof value === 'number' || value instanceof PyFloat) {
    if (masker.hidesNumber(value)) {
      return masked;
    }
    if (typeof value === 'number') {
      return value;
    }
    floats.push(pointer);
    return value.value;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (value instanceof PyBytes) {
    return masker.text(repr(value));
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => maskValue(item, masker, `${pointer}/${index}`, floats));
  }
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    const token = key.replaceAll('~', '~0').replaceAll('/', '~1');
    copy[masker.key(key)] = maskValue(item, masker, `${pointer}/${token}`, floats);
  }
  return copy;
}
