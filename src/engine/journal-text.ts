import { str } from './python/text.ts';
import { isPyObject, PyBytes, PyFloat, type PyValue } from './python/value.ts';

/**
 * JSON as Python's `json.dumps` writes it with two spaces of indentation and without escaping other
 * than ASCII: floats keep their fraction, `NaN` and `Infinity` are written so.
 * @param indent spaces that stand before the lines after the first
 */
export function journalText(value: PyValue, indent = ''): string {
  if (typeof value === 'number' || value instanceof PyFloat) {
    return numberText(str(value));
  }
  if (value instanceof PyBytes) {
    return JSON.stringify(str(value));
  }
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => inner + journalText(item, inner));
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`;
  }
  if (isPyObject(value)) {
    const items = Object.entries(value).map(
      ([key, item]) => `${inner}${JSON.stringify(key)}: ${journalText(item, inner)}`,
    );
    return items.length === 0 ? '{}' : `{\n${items.join(',\n')}\n${indent}}`;
  }
  return JSON.stringify(value);
}

const constants: Readonly<Record<string, string>> = {
  nan: 'NaN',
  inf: 'Infinity',
  '-inf': '-Infinity',
};

function numberText(text: string): string {
  return constants[text] ?? text;
}
