import type { Format } from '../document.ts';
import type { ReadDocument } from '../parsed.ts';
import { tokensOf } from '../pointer.ts';
import { nodeAt } from '../tree.ts';
import { jsonCursor } from './cursor-json.ts';
import { yamlCursor } from './cursor-yaml.ts';

/** What a person is about to write at a place of a text that may be broken. Offsets in UTF-16 units. */
export interface Cursor {
  readonly format: Format;
  /** The name of a member, or a value. */
  readonly part: 'key' | 'value';
  /** Of a name: tokens of the object that has it. Of a value: its own tokens. */
  readonly path: readonly string[];
  /** Instead of a value an object may begin here, with the name of its first member (YAML items). */
  readonly orKey: boolean;
  /** What a completion takes the place of, quotes included. */
  readonly start: number;
  readonly end: number;
  /** What stands between `start` and the place, without a quote in front. */
  readonly typed: string;
  /** The quotes that the text there has. */
  readonly quote: '"' | "'" | '';
  /** A colon follows the name, so that its value is there already. */
  readonly colon: boolean;
  /** Another member or item follows in JSON or YAML flow, so that a comma is needed. */
  readonly comma: boolean;
  /** JSON, or braces and brackets in YAML. */
  readonly flow: boolean;
  /** YAML block: columns that further lines need beyond the indentation of the line. */
  readonly indent: number;
  /** YAML block: the value would stand behind its name on the same line. */
  readonly behindKey: boolean;
  /** YAML block: the item still needs its dash. */
  readonly dash: boolean;
  /** Inside the lines of a YAML block scalar. */
  readonly block: boolean;
}

/**
 * The cursor at an offset; undefined in comments and where nothing can be written.
 * @param reading of this very text, by which only the activity around the place need be looked at
 */
export function cursorAt(
  text: string,
  offset: number,
  format: Format,
  reading?: ReadDocument,
): Cursor | undefined {
  const read = format === 'json' ? jsonCursor : yamlCursor;
  const around = reading?.text === text ? activityAround(reading, offset) : undefined;
  if (around === undefined) {
    return read(text, offset);
  }
  const { start, end, path } = around;
  const own = read(text.slice(start, end), offset - start);
  // In YAML the activity is there as the only item of a list.
  const inner = format === 'json' ? own?.path : own?.path.slice(1);
  return (
    own && {
      ...own,
      path: [...path, ...(inner ?? [])],
      start: own.start + start,
      end: own.end + start,
    }
  );
}

/** The activity around an offset of a text without errors: its tokens, and where it stands. */
function activityAround(
  { reading, problems, text, format }: ReadDocument,
  offset: number,
): { start: number; end: number; path: string[] } | undefined {
  if (problems.some(({ severity }) => severity === 'error')) {
    return undefined;
  }
  for (const list of ['/steady-state-hypothesis/probes', '/method', '/rollbacks']) {
    const { node, exact, shift } = nodeAt(reading.root, list);
    const items = exact && node.alias !== true ? (node.items ?? []) : [];
    for (const [index, item] of items.entries()) {
      const moved = shift + (item.shift ?? 0);
      const [begin, end] = [item.start + moved, item.end + moved];
      if (offset > begin && offset < end) {
        const line = text.lastIndexOf('\n', begin) + 1;
        const block = format === 'yaml' && /^\s*- $/.test(text.slice(line, begin));
        return item.alias === true || (format === 'yaml' && !block)
          ? undefined
          : { start: block ? line : begin, end, path: [...tokensOf(list), String(index)] };
      }
    }
  }
  return undefined;
}

/** The text without what a completion takes the place of: what is half written would mislead. */
export function textAround(text: string, { start, end }: Cursor): string {
  return `${text.slice(0, start)}${text.slice(end)}`;
}
