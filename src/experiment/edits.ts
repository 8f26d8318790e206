import type { Edit, ParsedDocument, Span } from './document.ts';
import { isObject, type Json } from './json.ts';
import { join, tokensOf } from './pointer.ts';
import { valueAt } from './value-at.ts';
import { written } from './written.ts';

/**
 * Edits of members of objects in JSON and YAML that leave all else as it is written, comments and
 * indentation too. Each is undefined where the text is not plain enough to be sure.
 */

/** Takes a member out, with its comma or its lines. */
export function removal(document: ParsedDocument, pointer: string): Edit | undefined {
  if (!document.isOwn(pointer)) {
    return undefined;
  }
  const span = memberSpan(document, pointer);
  const flow = isFlow(document, parentOf(pointer));
  const parent = valueAt(document.value, parentOf(pointer));
  if (isObject(parent) && Object.keys(parent).length === 1) {
    return { range: document.rangeAt(span), newText: flow ? '' : '{}' };
  }
  const cut = flow ? flowCut(document.text, span) : blockCut(document, pointer, span);
  return cut && { range: document.rangeAt(cut), newText: '' };
}

/** Adds a member behind the others of an object. */
export function insertion(
  document: ParsedDocument,
  parent: string,
  name: string,
  value: Json,
): Edit | undefined {
  return insertText(document, parent, () => `${written(document, name)}: ${flat(document, value)}`);
}

/** Moves a member into another object. */
export function move(document: ParsedDocument, from: string, to: string): Edit[] | undefined {
  const cut = removal(document, from);
  const { start, end } = memberSpan(document, from);
  const flow = isFlow(document, to);
  const flows = isFlow(document, parentOf(from)) === flow;
  // What is said about it on its line goes with it.
  const text = document.text.slice(start, flow || !flows ? end : lineEnd(document.text, end));
  if (cut === undefined || (text.includes('\n') && !flows)) {
    return undefined;
  }
  const put = insertText(document, to, (column) =>
    reindent(text, column - columnOf(document.text, start)),
  );
  return put && [put, cut];
}

function insertText(
  document: ParsedDocument,
  parent: string,
  textFor: (column: number) => string,
): Edit | undefined {
  const { text } = document;
  const value = valueAt(document.value, parent);
  if (!isObject(value) || !document.isOwn(parent)) {
    return undefined;
  }
  const last = Object.keys(value)
    .map((name) => join(parent, name))
    .filter((pointer) => document.isOwn(pointer))
    .map((pointer) => memberSpan(document, pointer))
    .reduce<Span | undefined>((a, b) => (a && a.end > b.end ? a : b), undefined);
  const at = (offset: number, newText: string) => ({
    range: document.rangeAt({ start: offset, end: offset }),
    newText,
  });
  if (last === undefined) {
    const { start } = document.spanOf(parent);
    return text[start] === '{' ? at(start + 1, ` ${textFor(0)} `) : undefined;
  }
  const column = columnOf(text, last.start);
  if (isFlow(document, parent)) {
    const alone = isBlank(text.slice(lineStart(text, last.start), last.start));
    return at(last.end, alone ? `,\n${' '.repeat(column)}${textFor(column)}` : `, ${textFor(0)}`);
  }
  return at(lineEnd(text, last.end), `\n${' '.repeat(column)}${textFor(column)}`);
}

/** From the name to the end of the value. */
function memberSpan(document: ParsedDocument, pointer: string): Span {
  const { start } = document.spanOf(pointer, 'key');
  return {
    start,
    end: Math.max(document.spanOf(pointer).end, document.spanOf(pointer, 'key').end),
  };
}

function flowCut(text: string, { start, end }: Span): Span | undefined {
  const comma = /^\s*,/.exec(text.slice(end, end + 200));
  if (comma === null) {
    const before = text.slice(0, start).trimEnd();
    return before.endsWith(',') ? { start: before.length - 1, end } : undefined;
  }
  const behind = end + comma[0].length;
  const first = lineStart(text, start);
  const last = lineEnd(text, behind);
  if (isBlank(text.slice(first, start)) && isBlank(text.slice(behind, last))) {
    return { start: first, end: nextLine(text, last) };
  }
  return {
    start,
    end: behind + (/^[ \t]*/.exec(text.slice(behind, behind + 200))?.[0].length ?? 0),
  };
}

function blockCut(document: ParsedDocument, pointer: string, span: Span): Span | undefined {
  const { text } = document;
  const first = lineStart(text, span.start);
  const last = lineEnd(text, span.end);
  if (isBlank(text.slice(first, span.start))) {
    return { start: first, end: nextLine(text, last) };
  }
  // Behind the dash of a list: the next member takes its place.
  const parent = valueAt(document.value, parentOf(pointer));
  const starts = Object.keys(isObject(parent) ? parent : {})
    .map((name) => document.spanOf(join(parentOf(pointer), name), 'key').start)
    .filter((start) => start > span.start);
  const next = Math.min(...starts);
  const between = text.slice(span.end, next);
  return Number.isFinite(next) && isBlank(between) ? { start: span.start, end: next } : undefined;
}

/** Whether an object is written in braces. */
function isFlow(document: ParsedDocument, pointer: string): boolean {
  return document.text[document.spanOf(pointer).start] === '{';
}

/** A value on one line, with spaces as people write them. */
function flat(document: ParsedDocument, value: Json): string {
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ')
    : written(document, value);
}

function reindent(text: string, by: number): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? line : shifted(line, by)))
    .join('\n');
}

function shifted(line: string, by: number): string {
  const indent = line.length - line.trimStart().length;
  return by < 0 ? line.slice(Math.min(indent, -by)) : ' '.repeat(by) + line;
}

function parentOf(pointer: string): string {
  return join('', ...tokensOf(pointer).slice(0, -1));
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line of an offset ends, before its line break. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end - (text[end - 1] === '\r' && end > offset ? 1 : 0);
}

/** Where the line behind a line's end begins. */
function nextLine(text: string, end: number): number {
  return end + (/^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
}

function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
