import type { Fix, Format, ParsedDocument, Problem } from './document.ts';
import type { Json, JsonObject } from './json.ts';
import { join } from './pointer.ts';
import { LineIndex, nodeAt, pathAt, type SourceNode } from './tree.ts';

/** How deep values may be nested; the original gives up at about twice as much. */
export const maxDepth = 400;

/** A text that is no experiment at all could have a problem per character; nobody reads on. */
export const mostProblems = 2000;

/** A problem by offsets, before lines are known. */
export interface SyntaxProblem extends Omit<Problem, 'range' | 'pointer' | 'fixes'> {
  start: number;
  end: number;
  pointer?: string;
  fixes?: (Omit<Fix, 'range'> & { start: number; end: number })[];
}

/** What a reader of one format makes of a text. */
export interface Reading {
  value: Json | undefined;
  root: SourceNode;
  floats: Set<string>;
  problems: SyntaxProblem[];
}

/** A document made of what a reader found. */
export function toDocument(format: Format, text: string, reading: Reading): ParsedDocument {
  const lines = new LineIndex(text);
  const { root } = reading;
  return {
    format,
    text,
    value: reading.value,
    floats: reading.floats,
    problems: reading.problems
      .slice(0, mostProblems)
      .map(({ start, end, pointer, fixes, ...rest }) => ({
        ...rest,
        pointer: pointer ?? '',
        range: lines.range(start, end),
        ...(fixes && {
          fixes: fixes.map(({ start: from, end: to, ...fix }) => ({
            ...fix,
            range: lines.range(from, to),
          })),
        }),
      })),
    rangeOf(pointer, part = 'value') {
      const { node, exact } = nodeAt(root, pointer);
      const place = exact && part === 'key' && node.key !== undefined ? node.key : node;
      return lines.range(place.start, place.end);
    },
    pointerAt(position) {
      return join('', ...pathAt(root, lines.offsetAt(position)));
    },
  };
}

/** Sets a member, also one called `__proto__`. */
export function setMember(object: JsonObject, name: string, value: Json): void {
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
