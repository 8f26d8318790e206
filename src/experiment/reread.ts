import type { Format } from './document.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { readJson } from './json-document.ts';
import { parseExperiment } from './parse.ts';
import {
  maxDepth,
  type ReadDocument,
  type Reading,
  type SyntaxProblem,
  toDocument,
} from './parsed.ts';
import { type Change, changeOf, replaceItem } from './splice.ts';
import { nodeAt } from './tree.ts';
import { readYaml } from './yaml.ts';

/** Lists whose entries are read by themselves when an edit touches one of them only. */
const lists = ['/steady-state-hypothesis/probes', '/method', '/rollbacks'];

/** Errors of JSON after which the reader goes on within the same object. */
const local =
  /^experiment\.(?:duplicate-key|number-\w+|json-(?:symbol|number|name-expected|value-expected|colon-expected|comma-expected|trailing-comma|escape|character))$/;

/** An entry of a list, by absolute offsets. */
interface Item {
  list: string;
  index: number;
  start: number;
  end: number;
}

/**
 * Reads a text that differs from one read before. When the difference lies within one activity, only
 * that is read, and all other values are the very same objects; else everything is.
 */
export function reread(
  previous: ReadDocument | undefined,
  text: string,
  format: Format,
): ReadDocument {
  if (previous?.format !== format || previous.reading.anchored === true) {
    return parseExperiment(text, format);
  }
  const change = changeOf(previous.text, text);
  const item = itemAround(previous, change);
  const part = item && isSoundAround(previous, item) && readItem(text, format, item, change);
  const reading = part && replaceItem(previous.reading, { ...item, ...part, change });
  return reading ? toDocument(format, text, reading) : parseExperiment(text, format);
}

/** The activity that a change lies in, its first and last character left alone. */
function itemAround({ reading, text }: ReadDocument, { start, end }: Change): Item | undefined {
  for (const list of lists) {
    const { node, exact, shift, alias } = nodeAt(reading.root, list);
    const items = exact && !alias ? (node.items ?? []) : [];
    for (const [index, item] of items.entries()) {
      const moved = shift + (item.shift ?? 0);
      const place = { list, index, start: item.start + moved, end: item.end + moved };
      const braces = text[place.start] === '{' ? 1 : 0;
      if (start >= place.start + braces && end <= place.end - braces) {
        return item.alias === true || item.members === undefined ? undefined : place;
      }
    }
  }
  return undefined;
}

/** Whether all errors are in the activity itself and end there. */
function isSoundAround({ reading, format }: ReadDocument, { start, end }: Item): boolean {
  return reading.problems.every(
    (problem) =>
      problem.severity !== 'error' ||
      (problem.start > start && problem.end <= end && isLocal(problem, format)),
  );
}

function isLocal({ code }: SyntaxProblem, format: Format): boolean {
  return format === 'json' && local.test(code);
}

/** Reads an activity out of its text; `base` is where the offsets of the reading begin. */
function readItem(
  text: string,
  format: Format,
  { start, end }: Item,
  { delta }: Change,
): { reading: Reading; base: number } | undefined {
  const flow = text[start] === '{';
  if (format === 'json' || flow) {
    const part = text.slice(start, end + delta);
    const reading = format === 'json' ? readJson(part) : readYaml(part);
    const whole = reading.root.start === 0 && reading.root.end === part.length;
    return whole && isSound(reading, format) ? { reading, base: start } : undefined;
  }
  const first = text.lastIndexOf('\n', start - 1) + 1;
  const last = text.indexOf('\n', end + delta);
  const indent = text.slice(first, start);
  if (!/^[ -]*$/.test(indent)) {
    return undefined;
  }
  const part = text.slice(start, last < 0 ? text.length : last + 1);
  // What keeps the line ends behind it depends on more than its own lines.
  if (/[|>][1-9]?\+/.test(part)) {
    return undefined;
  }
  const reading = readYaml(' '.repeat(indent.length) + part);
  return reading.root.start === indent.length && isSound(reading, format)
    ? { reading, base: start - indent.length }
    : undefined;
}

/** Whether it would be read just so amid the rest. */
function isSound({ value, problems, anchored }: Reading, format: Format): boolean {
  const sound = problems.every(
    (problem) => problem.severity !== 'error' || isLocal(problem, format),
  );
  return sound && anchored !== true && isObject(value) && depthOf(value) < maxDepth - 5;
}

function depthOf(value: Json | JsonObject): number {
  const parts = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return parts.reduce<number>((most, part) => Math.max(most, 1 + depthOf(part)), 0);
}
