import { getLocation } from 'jsonc-parser';
import type { Cursor } from './cursor.ts';

/** Reads JSON up to a place, however broken it is, comments allowed. */
export function jsonCursor(text: string, offset: number): Cursor | undefined {
  const { path, previousNode, isAtPropertyKey } = getLocation(text, offset);
  const token =
    previousNode !== undefined && offset > previousNode.offset ? previousNode : undefined;
  const begun = token !== undefined && offset <= token.offset + token.length;
  if (token !== undefined && begun && isClosed(text, token.offset, token.length, offset)) {
    return undefined;
  }
  if (!begun && isInComment(text, offset)) {
    return undefined;
  }
  const start = begun ? token.offset : wordStart(text, offset);
  const quote = text[start] === '"' ? '"' : '';
  const end = begun ? tokenEnd(text, token.offset, token.length, offset) : wordEnd(text, offset);
  const tokens = path.map(String);
  const after = text.slice(end, end + 200);
  return {
    format: 'json',
    part: isAtPropertyKey ? 'key' : 'value',
    path: isAtPropertyKey ? tokens.slice(0, -1) : tokens,
    orKey: false,
    start,
    end,
    typed: text.slice(start + quote.length, offset),
    quote,
    colon: isAtPropertyKey && /^\s*:/.test(after),
    comma: /^\s*["{[\w-]/.test(after),
    flow: true,
    indent: 0,
    behindKey: false,
    dash: false,
    block: false,
  };
}

/** Behind the closing quote or bracket of a value nothing more can be written. */
function isClosed(text: string, start: number, length: number, offset: number): boolean {
  const last = text[offset - 1];
  return (
    offset === start + length &&
    length > 1 &&
    (last === '"' || last === '}' || last === ']') &&
    !(last === '"' && isEscaped(text, offset - 1))
  );
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') {
    backslashes += 1;
  }
  return backslashes % 2 === 1;
}

/** A string that is not closed ends at the end of what looks like it, not at the end of the line. */
function tokenEnd(text: string, start: number, length: number, offset: number): number {
  const end = start + length;
  const closed = text[start] !== '"' || (length > 1 && text[end - 1] === '"');
  return closed ? end : offset;
}

function wordStart(text: string, offset: number): number {
  return offset - (/[\w.-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0);
}

function wordEnd(text: string, offset: number): number {
  return offset + (/^[\w.-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
}

function isInComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^\s*\/\//.test(line) || text.lastIndexOf('/*', offset) > text.lastIndexOf('*/', offset);
}
