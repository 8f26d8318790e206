import { HumanError } from '../../messages/error.ts';
import { typeName } from './type-name.ts';
import { isPyObject, PyBytes, PyFloat, type PyValue } from './value.ts';

/** Python's `bool()`: empty, zero and None are false. */
export function truthy(value: PyValue): boolean {
  if (value instanceof PyFloat) {
    return value.value !== 0;
  }
  if (value instanceof PyBytes) {
    return value.bytes.length > 0;
  }
  if (Array.isArray(value)) {
    return value.length > 0;
  }
  if (isPyObject(value)) {
    return Object.keys(value).length > 0;
  }
  // NaN is true in Python.
  return typeof value === 'number' ? value !== 0 : Boolean(value);
}

/** Python's `==`: `True == 1`, `1 == 1.0`, and no other conversion between types. */
export function equal(left: PyValue, right: PyValue): boolean {
  const numbers = bothNumeric(left, right);
  if (numbers) {
    return numbers[0] === numbers[1];
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, at) => equal(item, right[at] ?? null));
  }
  if (left instanceof PyBytes && right instanceof PyBytes) {
    return Buffer.compare(left.bytes, right.bytes) === 0;
  }
  if (isPyObject(left) && isPyObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && equal(left[key] ?? null, right[key] ?? null))
    );
  }
  return left === right;
}

/** Python's `in` for a list. */
export function contains(list: PyValue[], value: PyValue): boolean {
  return list.some((item) => equal(item, value));
}

/**
 * Python's `<=`, for numbers, texts (by code point), bytes and lists.
 * @throws HumanError `engine.not-comparable` for other pairs, a TypeError in Python
 */
export function lessOrEqual(left: PyValue, right: PyValue): boolean {
  const numbers = bothNumeric(left, right);
  if (numbers) {
    return numbers[0] <= numbers[1];
  }
  if (typeof left === 'string' && typeof right === 'string') {
    return Buffer.compare(codePoints(left), codePoints(right)) <= 0;
  }
  if (left instanceof PyBytes && right instanceof PyBytes) {
    return Buffer.compare(left.bytes, right.bytes) <= 0;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    const at = left.findIndex((item, index) => {
      const other = right[index];
      return other === undefined || !equal(item, other);
    });
    const [first, second] = [left[at], right[at]];
    if (at < 0 || first === undefined) {
      return true;
    }
    return second !== undefined && lessOrEqual(first, second);
  }
  throw new HumanError('engine.not-comparable', { left: typeName(left), right: typeName(right) });
}

/** UTF-8 keeps the order of code points, UTF-16 does not. */
function codePoints(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

function bothNumeric(left: PyValue, right: PyValue): [number, number] | undefined {
  const [first, second] = [numeric(left), numeric(right)];
  return first === undefined || second === undefined ? undefined : [first, second];
}

function numeric(value: PyValue): number | undefined {
  if (typeof value === 'boolean') {
    return Number(value);
  }
  return value instanceof PyFloat ? value.value : typeof value === 'number' ? value : undefined;
}
