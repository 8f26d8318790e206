import { character, type PatternNode, type SetItem } from './ast.ts';
import type { PatternSource } from './source.ts';

const control: Readonly<Record<string, number>> = {
  a: 0x07,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
};

const octal = /[0-7]/;
const digits = /[0-9]/;

/** Where an escape stands. */
export interface EscapeContext {
  ascii: boolean;
  /** Makes a reference to a group, or refuses it. */
  reference(group: number, at: number): PatternNode;
}

/** Reads what follows a backslash outside a set. */
export function readEscape(source: PatternSource, context: EscapeContext): PatternNode {
  const at = source.at - 1;
  const next = source.next;
  if (next === 'A' || next === 'Z') {
    source.take();
    return { type: next === 'A' ? 'textStart' : 'textEnd' };
  }
  if (next === 'b' || next === 'B') {
    source.take();
    return { type: 'boundary', negated: next === 'B', ascii: context.ascii };
  }
  const category = takeCategory(source, context.ascii);
  if (category) {
    return { type: 'set', negated: false, items: [category] };
  }
  if (/[1-9]/.test(next)) {
    return readNumber(source, context, at);
  }
  return character(readCode(source, at));
}

/** Reads what follows a backslash in a set. */
export function readSetEscape(source: PatternSource, ascii: boolean): SetItem {
  const at = source.at - 1;
  const category = takeCategory(source, ascii);
  if (category) {
    return category;
  }
  if (source.takeText('b')) {
    return { from: 0x08, to: 0x08 };
  }
  const value = octal.test(source.next) ? readOctal(source, at) : readCode(source, at);
  return { from: value, to: value };
}

function takeCategory(source: PatternSource, ascii: boolean): SetItem | undefined {
  const letter = source.next;
  const lower = letter.toLowerCase();
  if (lower !== 'd' && lower !== 's' && lower !== 'w') {
    return undefined;
  }
  source.take();
  return { category: lower, negated: letter !== lower, ascii };
}

/** `\1` to `\99` are references, three octal digits a character. */
function readNumber(source: PatternSource, context: EscapeContext, at: number): PatternNode {
  const start = source.at;
  const three = source.takeWhile(octal, 3);
  if (three.length === 3) {
    source.at = start;
    return character(readOctal(source, at));
  }
  source.at = start;
  return context.reference(Number(source.takeWhile(digits, 2)), at);
}

function readOctal(source: PatternSource, at: number): number {
  const value = Number.parseInt(source.takeWhile(octal, 3), 8);
  return value > 0o377 ? source.refuse('experiment.pattern-escape', at) : value;
}

/** One character: by its code, by a letter for a control character, or itself. */
function readCode(source: PatternSource, at: number): number {
  const letter = source.take();
  if (letter === '') {
    return source.refuse('experiment.pattern-backslash', at);
  }
  if (letter === '0') {
    return Number.parseInt(`0${source.takeWhile(octal, 2)}`, 8);
  }
  const length = { x: 2, u: 4, U: 8 }[letter];
  if (length !== undefined) {
    const code = source.takeWhile(/[0-9a-fA-F]/, length);
    const value = Number.parseInt(code, 16);
    const isValid = code.length === length && value <= 0x10ffff;
    return isValid ? value : source.refuse('experiment.pattern-escape', at);
  }
  if (letter === 'N') {
    return source.refuse('experiment.pattern-unsupported', at, { what: '\\N{…}' });
  }
  const code = control[letter];
  if (code !== undefined) {
    return code;
  }
  return /[a-zA-Z0-9]/.test(letter)
    ? source.refuse('experiment.pattern-escape', at)
    : (letter.codePointAt(0) ?? 0);
}
