/**
 * A value as Chaos Toolkit, a Python program, has it. A JavaScript number is a Python `int` when it
 * is whole and a `float` otherwise; a whole `float` needs `PyFloat`, because `1` and `1.0` print
 * differently. Every Json value is one.
 */
export type PyValue = null | boolean | number | string | PyFloat | PyBytes | PyValue[] | PyObject;

/** A Python `dict` with text keys. */
export interface PyObject {
  [key: string]: PyValue;
}

/** A `float` without a fraction, such as `1.0`, `1e20`, `-0.0`. */
export class PyFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  toJSON(): number {
    return this.value;
  }
}

/** Python `bytes`. */
export class PyBytes {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** A number as a Python `float`. */
export function toFloat(value: number): PyValue {
  return Number.isInteger(value) ? new PyFloat(value) : value;
}

/** Whether a value is a `dict`. */
export function isPyObject(value: PyValue | undefined): value is PyObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof PyFloat) &&
    !(value instanceof PyBytes)
  );
}

/** The number of an `int` or `float`; undefined for all else, `bool` too. */
export function numberOf(value: PyValue | undefined): number | undefined {
  if (value instanceof PyFloat) {
    return value.value;
  }
  return typeof value === 'number' ? value : undefined;
}
