import { HumanError } from '../../../messages/error.ts';
import { repr } from '../../python/text.ts';
import { isPyObject, PyBytes, PyFloat, type PyValue } from '../../python/value.ts';

/**
 * JSON as Python's `json.dumps` writes it: blanks after `,` and `:`, ASCII only, whole floats as
 * `1.0`.
 * @throws HumanError `engine.not-json` for infinities, NaN and bytes
 */
export function dumpJson(value: PyValue): string {
  if (Array.isArray(value)) {
    return `[${value.map(dumpJson).join(', ')}]`;
  }
  if (isPyObject(value)) {
    const pairs = Object.entries(value).map(([key, item]) => `${text(key)}: ${dumpJson(item)}`);
    return `{${pairs.join(', ')}}`;
  }
  const number = value instanceof PyFloat ? value.value : value;
  if (value instanceof PyBytes || (typeof number === 'number' && !Number.isFinite(number))) {
    throw new HumanError('engine.not-json', { value: repr(value) });
  }
  if (typeof value === 'number' || value instanceof PyFloat) {
    return repr(value);
  }
  return typeof value === 'string' ? text(value) : JSON.stringify(value);
}

function text(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
