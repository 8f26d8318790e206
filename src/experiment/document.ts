import type { MessageArgs } from '../messages/types.ts';
import type { Json } from './json.ts';

/** A place in a text; both zero-based, `character` in UTF-16 units, as in VS Code. */
export interface Position {
  line: number;
  character: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  start: Position;
  end: Position;
}

/** Offsets in UTF-16 units, `end` not included. */
export interface Span {
  start: number;
  end: number;
}

export type Format = 'json' | 'yaml';

/** Puts a text in the place of another; an empty range inserts. */
export interface Edit {
  range: Range;
  newText: string;
}

/** Edits that mend a problem together; none of them touches another's range. */
export interface Fix {
  /** Code of the fix's title in the message tables. */
  code: string;
  args?: MessageArgs;
  edits: Edit[];
}

/** Something wrong in an experiment, in terms a message table puts into words. */
export interface Problem {
  code: string;
  args?: MessageArgs;
  severity: 'error' | 'warning' | 'info';
  /** RFC 6901 JSON pointer of the value it is about; `''` is the whole document. */
  pointer: string;
  range: Range;
  /** Works out how it can be mended, when somebody asks; missing where no edit could. */
  fixes?(): Fix[];
}

/** A parsed text that can still say where each value stands. */
export interface ParsedDocument {
  readonly format: Format;
  readonly text: string;
  /** The value as far as it could be read; `undefined` for an empty text. */
  readonly value: Json | undefined;
  /** Syntax problems. With one of severity `error` the document can't be run. */
  readonly problems: readonly Problem[];
  /**
   * Pointers of whole numbers that are written as floating point (`1.0`, `1e3`): Chaos Toolkit tells
   * them from integers, and JavaScript can't.
   */
  readonly floats: ReadonlySet<string>;
  /** Offsets of the same place as `rangeOf`. */
  spanOf(pointer: string, part?: 'key' | 'value'): Span;
  /** A range of offsets, by lines. */
  rangeAt(span: Span): Range;
  /** Whether a value stands at the pointer itself, and not elsewhere, as behind a YAML alias. */
  isOwn(pointer: string): boolean;
  /** Where the value (or, with `'key'`, its property name) stands; the nearest parent's if absent. */
  rangeOf(pointer: string, part?: 'key' | 'value'): Range;
  /** The pointer of the innermost value at a place. */
  pointerAt(position: Position): string;
}
