import type { Json } from '../json.ts';

/** A path from the whole value (`$`) or from the value a filter looks at (`@`). */
export interface JsonPath {
  from: 'root' | 'current';
  steps: PathStep[];
}

/** One step: every subscript in turn, on the value or (`..`) on it and all below it. */
export interface PathStep {
  descend: boolean;
  subscripts: Subscript[];
}

export type Subscript =
  | { type: 'key'; key: string }
  | { type: 'index'; index: number }
  | { type: 'slice'; start: number | null; end: number | null; step: number | null }
  | { type: 'all' }
  | { type: 'filter'; test: PathTest }
  | { type: 'path'; path: JsonPath }
  | { type: 'call'; name: PathFunction; args: Operand[] };

export const pathFunctions = [
  'charAt',
  'entries',
  'keys',
  'length',
  'substring',
  'values',
] as const;

export type PathFunction = (typeof pathFunctions)[number];

/** A path, or a value written out; a whole number may be written as floating point. */
export type Operand =
  | { type: 'path'; path: JsonPath }
  | { type: 'value'; value: Json; isFloat: boolean };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type PathTest =
  | { type: 'and' | 'or'; tests: PathTest[] }
  | { type: 'not'; test: PathTest }
  | { type: 'compare'; operator: Comparison; left: Operand; right: Operand }
  | { type: 'some'; operand: Operand };
