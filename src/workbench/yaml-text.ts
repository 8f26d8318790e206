import { Scalar, stringify } from 'yaml';
import { isPyObject, PyBytes, PyFloat, type PyValue } from '../engine/python/value.ts';

/** How PyYAML lays out what it writes. */
const layout = {
  version: '1.1',
  sortMapEntries: true,
  indentSeq: false,
  singleQuote: true,
  blockQuote: false,
  aliasDuplicateObjects: false,
} as const;

/** YAML as the original writes it: names sorted, lists not indented, whole floats as `1.0`. */
export function yamlText(value: PyValue, options: { sorted?: boolean } = {}): string {
  const text = stringify(nodeOf(value), {
    ...layout,
    sortMapEntries: options.sorted ?? true,
  });
  // PyYAML ends a document that is one plain word by a mark.
  const isPlain = !isPyObject(value) && !Array.isArray(value) && !/^['"]/.test(text);
  return isPlain ? `${text}...\n` : text;
}

function nodeOf(value: PyValue): unknown {
  if (value instanceof PyFloat) {
    const scalar = new Scalar(value.value);
    scalar.minFractionDigits = 1;
    return scalar;
  }
  if (value instanceof PyBytes) {
    return value.bytes;
  }
  if (Array.isArray(value)) {
    return value.map(nodeOf);
  }
  return isPyObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, nodeOf(item)]))
    : value;
}
