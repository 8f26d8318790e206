import type { Json } from '../json.ts';
import { isPlainText } from './plain.ts';

/** A place of a shape that a person fills in; the number is the order of the tab stops. */
export class Stop {
  readonly text: string;
  /** Written without quotes in JSON: numbers, truth values, or whatever is typed. */
  readonly raw: boolean;
  /** All it may be, where that is known. */
  readonly choices: readonly string[];

  constructor(text: string, { raw = false, choices = [] as readonly string[] } = {}) {
    this.text = text;
    this.raw = raw;
    this.choices = choices;
  }
}

/** A value with places to fill in. */
export type Shape = Json | Stop | Shape[] | { [key: string]: Shape };

/** Lines of a snippet for a shape in JSON. */
export function toJsonSnippet(shape: Shape, stops = new Stops(), indent = ''): string {
  if (shape instanceof Stop) {
    return shape.raw ? stops.write(shape) : `"${stops.write(shape, true)}"`;
  }
  if (Array.isArray(shape)) {
    return shape.length === 0
      ? '[]'
      : inline(shape)
        ? `[${shape.map((item) => toJsonSnippet(item, stops, indent)).join(', ')}]`
        : enclosed('[', ']', indent, shape, (item, inner) => toJsonSnippet(item, stops, inner));
  }
  if (typeof shape === 'object' && shape !== null) {
    const members = Object.entries(shape);
    return members.length === 0
      ? '{}'
      : enclosed('{', '}', indent, members, ([name, value], inner) => {
          return `${escaped(JSON.stringify(name))}: ${toJsonSnippet(value, stops, inner)}`;
        });
  }
  return escaped(JSON.stringify(shape));
}

function inline(items: readonly Shape[]): boolean {
  return items.every((item) => item instanceof Stop || typeof item !== 'object' || item === null);
}

function enclosed<T>(
  open: string,
  close: string,
  indent: string,
  items: readonly T[],
  write: (item: T, indent: string) => string,
): string {
  const inner = `${indent}\t`;
  const lines = items.map((item) => `${inner}${write(item, inner)}`);
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

/**
 * Text of a snippet for a shape in YAML block style, to stand behind a dash or at a line's start.
 * @param indent columns of further lines, beyond the indentation of the line it is put into
 */
export function toYamlSnippet(shape: Shape, indent = '', stops = new Stops()): string {
  if (shape instanceof Stop || typeof shape !== 'object' || shape === null) {
    return yamlScalar(shape, stops);
  }
  const entries = Array.isArray(shape) ? shape.length : Object.keys(shape).length;
  if (entries === 0) {
    return Array.isArray(shape) ? '[]' : '{}';
  }
  const lines = Array.isArray(shape)
    ? shape.map((item) => `- ${toYamlSnippet(item, `${indent}  `, stops)}`)
    : Object.entries(shape).map(([name, value]) => {
        const key = escaped(isPlainText(name) ? name : JSON.stringify(name));
        return `${key}:${yamlBehind(value, indent, stops)}`;
      });
  return lines.join(`\n${indent}`);
}

/** What stands behind a name and its colon. */
export function yamlBehind(shape: Shape, indent: string, stops = new Stops()): string {
  if (Array.isArray(shape) && shape.length > 0 && inline(shape)) {
    return ` [${shape.map((item) => yamlScalar(item as Stop | Json, stops, true)).join(', ')}]`;
  }
  const nested =
    !(shape instanceof Stop) &&
    typeof shape === 'object' &&
    shape !== null &&
    (Array.isArray(shape) ? shape.length : Object.keys(shape).length) > 0;
  if (!nested) {
    return ` ${toYamlSnippet(shape, indent, stops)}`;
  }
  const inner = `${indent}  `;
  return `\n${inner}${toYamlSnippet(shape, inner, stops)}`;
}

function yamlScalar(value: Json | Stop, stops: Stops, flow = false): string {
  if (value instanceof Stop) {
    const known = value.raw || value.choices.length > 0;
    const plain = known || (value.text !== '' && isPlainText(value.text, flow));
    return plain ? stops.write(value) : `"${stops.write(value, true)}"`;
  }
  return escaped(
    typeof value === 'string' && isPlainText(value, flow) ? value : JSON.stringify(value),
  );
}

/** Numbers the stops of one snippet in the order in which they are written. */
export class Stops {
  #next = 1;

  /** @param quoted whether it stands in double quotes */
  write({ text, choices }: Stop, quoted = false): string {
    const number = this.#next++;
    if (choices.length > 0) {
      const all = choices.map((choice) => choice.replace(/[\\,|$}]/g, '\\$&'));
      return `\${${number}|${all.join(',')}|}`;
    }
    const shown = quoted ? JSON.stringify(text).slice(1, -1) : text;
    return text === '' ? `$${number}` : `\${${number}:${escaped(shown)}}`;
  }
}

/** A text as it stands in a snippet. */
export function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
