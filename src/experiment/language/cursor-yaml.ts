import type { Cursor } from './cursor.ts';
import { flowCursor } from './cursor-yaml-flow.ts';
import { type LineParts, partsOf, pathTo } from './yaml-lines.ts';

/** Reads YAML around a place by its lines, however broken it is. */
export function yamlCursor(text: string, offset: number): Cursor | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  const line = text.slice(lineStart, next < 0 ? text.length : next).replace(/\r$/, '');
  const column = Math.min(offset - lineStart, line.length);
  const above = text.slice(0, lineStart).split(/\r\n|\r|\n/);
  above.pop();
  const parts = partsOf(line);
  if (parts.comment !== undefined && column > parts.comment) {
    return undefined;
  }
  const scalar = blockScalarAbove(above, line, column);
  if (scalar !== undefined) {
    return inBlockScalar(scalar, text, offset);
  }
  const place = { text, offset, lineStart, line, column, above, parts };
  return parts.key !== undefined && column > parts.key.colon ? atValue(place) : atStart(place);
}

/** A line and the place in it. */
export interface LinePlace {
  text: string;
  offset: number;
  lineStart: number;
  line: string;
  column: number;
  above: readonly string[];
  parts: LineParts;
}

const block = { format: 'yaml', comma: false, flow: false, block: false } as const;

function atValue(place: LinePlace): Cursor | undefined {
  const { line, lineStart, column, above, parts } = place;
  const { key } = parts;
  if (key === undefined) {
    return undefined;
  }
  const path = [...pathTo(above, parts, key.column, false), key.name];
  const begin = key.colon + 1 + (/^[ \t]*/.exec(line.slice(key.colon + 1))?.[0].length ?? 0);
  const start = Math.min(begin, column);
  if (column === key.colon + 1) {
    // A value needs a space in front.
    return undefined;
  }
  const flow = flowCursor(place, start, path);
  if (flow !== undefined) {
    return flow === 'none' ? undefined : flow;
  }
  return {
    ...block,
    ...scalarAt(line, lineStart, start, column, parts.comment ?? line.length),
    part: 'value',
    path,
    orKey: false,
    colon: false,
    indent: key.column - parts.indent + 2,
    behindKey: true,
    dash: false,
  };
}

/** Before a colon, or where there is none: a name, an item, or nothing yet. */
function atStart(place: LinePlace): Cursor | undefined {
  const { line, lineStart, column, above, parts } = place;
  const blank = line.trim() === '';
  const dash = parts.dashes.at(-1);
  if (!blank && column < parts.content) {
    return undefined;
  }
  const at = blank ? column : parts.content;
  const indent = blank ? 0 : at - parts.indent;
  const scalar = scalarAt(line, lineStart, at, column, parts.comment ?? line.length);
  if (dash !== undefined && parts.key === undefined) {
    const path = pathTo(above, parts, dash, true);
    const flow = flowCursor(place, at, path);
    if (flow !== undefined) {
      return flow === 'none' ? undefined : flow;
    }
    const item = { colon: false, indent, behindKey: false, dash: false };
    return { ...block, ...scalar, ...item, part: 'value', path, orKey: true };
  }
  const path = pathTo(above, parts, at, false);
  const end = parts.key === undefined ? scalar.end : lineStart + parts.key.end;
  return {
    ...block,
    ...scalar,
    end,
    part: 'key',
    path,
    orKey: false,
    colon: parts.key !== undefined,
    indent,
    behindKey: false,
    dash: true,
  };
}

type ScalarPlace = Pick<Cursor, 'start' | 'end' | 'typed' | 'quote'>;

function scalarAt(
  line: string,
  lineStart: number,
  start: number,
  column: number,
  limit: number,
): ScalarPlace {
  const first = line[start];
  const quote = first === '"' || first === "'" ? first : '';
  const end = Math.max(column, line.slice(0, limit).trimEnd().length, start);
  return {
    start: lineStart + start,
    end: lineStart + end,
    typed: line.slice(start + quote.length, column),
    quote,
  };
}

/** The path of the block scalar that a line is part of. */
function blockScalarAbove(
  above: readonly string[],
  line: string,
  column: number,
): readonly string[] | undefined {
  let limit = line.trim() === '' ? column : line.length - line.trimStart().length;
  for (let row = above.length - 1; row >= 0; row -= 1) {
    const text = above[row] ?? '';
    const indent = text.length - text.trimStart().length;
    if (text.trim() === '' || indent >= limit) {
      continue;
    }
    limit = indent;
    const { key, ...parts } = partsOf(text);
    if (key !== undefined && /^\s*[|>][-+\d]*\s*(#.*)?$/.test(text.slice(key.colon + 1))) {
      return [...pathTo(above.slice(0, row), { ...parts, key }, key.column, false), key.name];
    }
    if (indent === 0) {
      return undefined;
    }
  }
  return undefined;
}

function inBlockScalar(path: readonly string[], text: string, offset: number): Cursor {
  const word = /\S*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? '';
  const rest = { orKey: false, colon: false, indent: 0, behindKey: true, dash: false };
  const start = offset - word.length;
  const place = { start, end: offset, typed: word, quote: '' as const };
  return { ...block, ...rest, ...place, part: 'value', path, block: true };
}
