/** Flags that change what a part of a pattern means; they can be set for a group only. */
export interface PatternFlags {
  /** `i`: letters match in either case. */
  ignoreCase: boolean;
  /** `m`: `^` and `$` also match at lines. */
  multiline: boolean;
  /** `s`: `.` also matches a line feed. */
  dotAll: boolean;
  /** `x`: blanks and comments are left out. */
  verbose: boolean;
  /** `a`: `\w`, `\d`, `\s`, `\b` know ASCII only. */
  ascii: boolean;
}

/** One member of a set: a range of code points, or a class such as `\w` or `\W`. */
export type SetItem =
  | { from: number; to: number }
  | { category: 'd' | 's' | 'w'; negated: boolean; ascii: boolean };

/** A number of characters, from and to. */
export interface Width {
  min: number;
  max: number;
}

/** A part of a parsed pattern. */
export type PatternNode =
  | { type: 'set'; negated: boolean; items: SetItem[] }
  | { type: 'any'; dotAll: boolean }
  | { type: 'lineStart' | 'lineEnd'; multiline: boolean }
  | { type: 'textStart' | 'textEnd' }
  | { type: 'boundary'; negated: boolean; ascii: boolean }
  | { type: 'sequence'; items: PatternNode[] }
  | { type: 'choice'; branches: PatternNode[] }
  | { type: 'group'; capture?: number; body: PatternNode }
  | { type: 'look'; behind: boolean; negated: boolean; body: PatternNode }
  | { type: 'atomic'; body: PatternNode }
  | {
      type: 'repeat';
      min: number;
      max: number;
      mode: 'greedy' | 'lazy' | 'possessive';
      body: PatternNode;
    }
  | { type: 'reference'; group: number; width: Width };

/** A character as a set of one. */
export function character(code: number): PatternNode {
  return { type: 'set', negated: false, items: [{ from: code, to: code }] };
}
