import type { Position, Range } from './document.ts';
import { unescapeToken } from './pointer.ts';

/** Where a value stands in a text; offsets in UTF-16 units, `end` not included. */
export interface SourceNode {
  start: number;
  end: number;
  /** Where the property name stands, for a member of an object. */
  key?: { start: number; end: number };
  members?: Map<string, SourceNode>;
  items?: SourceNode[];
  /** Its content stands elsewhere (a YAML alias): positions never lead into it. */
  alias?: boolean;
}

/** Turns offsets of a text into lines and characters, and back. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (const match of text.matchAll(/\r\n|\r|\n/g)) {
      this.#starts.push(match.index + match[0].length);
    }
  }

  positionAt(offset: number): Position {
    const bounded = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= bounded) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low, character: bounded - (this.#starts[low] ?? 0) };
  }

  offsetAt({ line, character }: Position): number {
    const start = this.#starts[line];
    if (start === undefined) {
      return line < 0 ? 0 : this.#length;
    }
    return Math.min(start + Math.max(0, character), this.#starts[line + 1] ?? this.#length);
  }

  range(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(Math.max(start, end)) };
  }
}

/** The node a pointer names, or its nearest ancestor that exists. */
export function nodeAt(root: SourceNode, pointer: string): { node: SourceNode; exact: boolean } {
  let node = root;
  if (pointer === '') {
    return { node, exact: true };
  }
  for (const token of pointer.slice(1).split('/')) {
    const next = node.members?.get(unescapeToken(token)) ?? node.items?.[Number(token)];
    if (next === undefined) {
      return { node, exact: false };
    }
    node = next;
  }
  return { node, exact: true };
}

/** The path of tokens to the innermost value (or its property name) around an offset. */
export function pathAt(root: SourceNode, offset: number): string[] {
  const path: string[] = [];
  let node: SourceNode | undefined = root;
  while (node !== undefined && node.alias !== true) {
    const next = childAt(node, offset);
    if (next === undefined) {
      break;
    }
    path.push(next[0]);
    node = next[1];
  }
  return path;
}

function childAt(node: SourceNode, offset: number): [string, SourceNode] | undefined {
  for (const [name, child] of node.members ?? []) {
    if (offset >= (child.key?.start ?? child.start) && offset <= child.end) {
      return [name, child];
    }
  }
  const index = node.items?.findIndex(({ start, end }) => offset >= start && offset <= end) ?? -1;
  const item = node.items?.[index];
  return item === undefined ? undefined : [String(index), item];
}
