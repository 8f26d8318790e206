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

export type Format = 'json' | 'yaml';

/** A text edit that mends a problem. */
export interface Fix {
  /** Code of the fix's title in the message tables. */
  code: string;
  args?: MessageArgs;
  range: Range;
  newText: string;
}

/** Something wrong in an experiment, in terms a message table puts into words. */
export interface Problem {
  code: string;
  args?: MessageArgs;
  severity: 'error' | 'warning' | 'info';
  /** RFC 6901 JSON pointer of the value it is about; `''` is the whole document. */
  pointer: string;
  range: Range;
  fixes?: Fix[];
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
  /** Where the value (or, with `'key'`, its property name) stands; the nearest parent's if absent. */
  rangeOf(pointer: string, part?: 'key' | 'value'): Range;
  /** The pointer of the innermost value at a place. */
  pointerAt(position: Position): string;
}
