import { teachExperiment } from '../messages/experiment.ts';
import type { Fix, Format, ParsedDocument, Problem, Range, Span } from './document.ts';
import type { Json, JsonObject } from './json.ts';
import { join } from './pointer.ts';
import { LineIndex, nodeAt, pathAt, type SourceNode } from './tree.ts';

// Every reader and every check goes through here, and what they find is said in these sentences.
teachExperiment();

/** How deep values may be nested; the original gives up at about twice as much. */
export const maxDepth = 400;

/** A text that is no experiment at all could have a problem per character; nobody reads on. */
export const mostProblems = 2000;

/** A problem by offsets, before lines are known. */
export interface SyntaxProblem extends Omit<Problem, 'range' | 'pointer' | 'fixes'>, Span {
  pointer?: string;
  /** Texts that may stand in its place instead; an empty one removes it. */
  instead?: string[];
}

/** What a reader of one format makes of a text. */
export interface Reading {
  value: Json | undefined;
  root: SourceNode;
  floats: Set<string>;
  problems: SyntaxProblem[];
  /** It has YAML anchors: what stands in one place may belong to another. */
  anchored?: boolean;
}

/** A document that also knows what it was made of. */
export interface ReadDocument extends ParsedDocument {
  readonly reading: Reading;
}

/** A document made of what a reader found. */
export function toDocument(format: Format, text: string, reading: Reading): ReadDocument {
  const lines = new LineIndex(text);
  const { root } = reading;
  const spanOf = (pointer: string, part: 'key' | 'value' = 'value'): Span => {
    const { node, exact, shift } = nodeAt(root, pointer);
    const { start, end } = exact && part === 'key' && node.key !== undefined ? node.key : node;
    return { start: start + shift, end: end + shift };
  };
  const rangeAt = ({ start, end }: Span) => lines.range(start, end);
  return {
    format,
    text,
    reading,
    value: reading.value,
    floats: reading.floats,
    problems: reading.problems
      .slice(0, mostProblems)
      .map(({ start, end, pointer, instead, ...rest }) => {
        const range = rangeAt({ start, end });
        return {
          ...rest,
          pointer: pointer ?? '',
          range,
          ...(instead && { fixes: () => instead.map((newText) => toFix(range, newText)) }),
        };
      }),
    spanOf,
    rangeAt,
    isOwn: (pointer) => {
      const { exact, alias } = nodeAt(root, pointer);
      return exact && !alias;
    },
    rangeOf: (pointer, part) => rangeAt(spanOf(pointer, part)),
    pointerAt(position) {
      return join('', ...pathAt(root, lines.offsetAt(position)));
    },
  };
}

function toFix(range: Range, newText: string): Fix {
  const edits = [{ range, newText }];
  return newText === ''
    ? { code: 'experiment.fix-remove', edits }
    : { code: 'experiment.fix-replace', args: { text: newText }, edits };
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
