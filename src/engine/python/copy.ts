import { isPyObject, type PyObject, type PyValue } from './value.ts';

/** A deep copy; floats and bytes, which nobody changes, are shared. */
export function copyOf(value: PyObject): PyObject;
export function copyOf(value: PyValue): PyValue;
export function copyOf(value: PyValue): PyValue {
  if (Array.isArray(value)) {
    return value.map((item) => copyOf(item));
  }
  return isPyObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)]))
    : value;
}
