import { PyBytes, PyFloat, type PyValue } from './value.ts';

/** What kind of value it is, in the words of the experiment's format, for a sentence. */
export function typeName(value: PyValue): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'list';
  }
  if (value instanceof PyFloat) {
    return 'number';
  }
  if (value instanceof PyBytes) {
    return 'bytes';
  }
  const type = typeof value;
  return type === 'string' ? 'text' : type;
}
